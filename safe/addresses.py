"""Lists of links as people write them: one a line, what it is and then its address."""

from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from safe import html
from safe.fields import is_web_address


class Link(NamedTuple):
    label: str
    address: str


def links(lines: str) -> list[Link]:
    """The links that may be shown: those whose address is one of the web."""
    return [
        Link(label.strip() or address, address) for label, address in _parted(lines) if html.WEB_ADDRESS.match(address)
    ]


def refuse_other_than_links(lines: str) -> None:
    """Raise ValidationError for the first line that does not end in a web address."""
    for _label, address in _parted(lines):
        try:
            is_web_address(address)
        except ValidationError:
            raise ValidationError(_("Each line ends in a web address: %s is not one.") % address) from None


def _parted(lines: str) -> list[tuple[str, str]]:
    parted = (line.strip().rpartition(" ") for line in lines.splitlines() if line.strip())
    return [(label, address) for label, _space, address in parted]
