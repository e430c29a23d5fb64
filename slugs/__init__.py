"""The addresses that things are found under, and those they had before."""
