"""Dates as the site writes them: the day before the month, in every language."""
