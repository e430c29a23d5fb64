"""People: who signs in, who writes under which name, and how they look."""
