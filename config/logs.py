"""What the log may say. Whoever reads it, or is sent it, must not be able to open a guest's desk with it."""

import logging
import re

# A number, a nonce and their signature (safe/links.py), and what secrets.token_hex(16) makes; in a traceback, too.
KEY = re.compile(r"\b(?:\d+\.[0-9a-f]{16}\.[\w-]{43}|[0-9a-f]{32})(?![\w-])")
# Whatever stands where a key should: mail programs break links.
BEFORE_A_KEY = r"/(?:write/+(?:desk|pitch)|comments/+confirm|password/+reset/+key)/+"
ADDRESS = re.compile(rf"({BEFORE_A_KEY})(?!(?:mine|sent|of-\d+)/)[^/\n]+", re.IGNORECASE)


class WithoutKeys(logging.Formatter):
    """Writes a record, and its traceback, with dots in the place of personal keys."""

    def format(self, record: logging.LogRecord) -> str:
        return KEY.sub("…", ADDRESS.sub(r"\1…", super().format(record)))
