"""The conversation under a post, and those who keep it in order."""
