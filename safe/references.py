"""Addresses inside clean HTML, for those who read it somewhere else than on its page."""

import re
from html import unescape
from urllib.parse import urljoin

from django.utils.html import escape

from safe.nesting import TAG

REFERENCE = re.compile(r"""(\s(?:href|src|srcset)=)(?:"([^"]*)"|'([^']*)')""")


def absolute(html: str, page: str) -> str:
    """The HTML with whole addresses where there were those that begin with a slash or a #.

    `page` is the address of the page that it stands on. The result is data for a feed, no longer marked as safe.
    """
    return TAG.sub(lambda tag: REFERENCE.sub(lambda found: _whole(found, page), tag[0]), html)


def _whole(reference: re.Match, page: str) -> str:
    several = re.split(r"(?<=,)\s+", unescape(reference[2] or reference[3] or ""))
    whole = " ".join(urljoin(page, address) if address[:1] in ("/", "#") else address for address in several)
    return f'{reference[1]}"{escape(whole)}"'
