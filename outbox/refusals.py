"""Why what somebody wanted done to a mail was not done."""


class TooLate(Exception):
    """The mail is no longer where this could be done: it is leaving or has left, was stopped or given up."""
