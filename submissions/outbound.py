"""Where the links of a submission lead: by domain, with those marked that were not there when it was looked at last."""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from blog.models.revision import Revision
from safe import addresses, html
from submissions.models import Submission


class Outbound(NamedTuple):
    """A link that leads out of the site. `rel` is what it is marked with in the essay; None where it is not there."""

    domain: str
    address: str
    places: list[str]  # what it stands in, as people call it
    is_new: bool
    rel: str | None

    @property
    def is_followed(self) -> bool:
        return self.rel is not None and "nofollow" not in self.rel

    @property
    def is_sponsored(self) -> bool:
        return self.rel is not None and "sponsored" in self.rel


type Domain = tuple[str, list[Outbound]]


def by_domain(submission: Submission) -> list[Domain]:
    """All of them under the names of their hosts, in the order of the alphabet."""
    links = sorted(outbound(submission), key=lambda link: (link.domain, link.address))
    return [(domain, list(group)) for domain, group in groupby(links, key=lambda link: link.domain)]


def outbound(submission: Submission) -> list[Outbound]:
    """Those of the essay and of what is said of its author. The host's introduction is not the guest's."""
    essay = _leading_out(html.links(submission.post.body_html))
    places: dict[str, list[str]] = {address: [_("the essay")] for address in essay}
    for place, found in _of_author(submission.about):
        for address in _leading_out(found):
            places.setdefault(address, []).append(place)
    known = _known(submission)
    return [
        Outbound(
            domain=_domain(address),
            address=address,
            places=where,
            is_new=address not in known,
            rel=submission.post.rel_of(address) if address in essay else None,
        )
        for address, where in places.items()
    ]


def _of_author(about: dict[str, str]) -> Iterator[tuple[str, list[str]]]:
    yield _("the bio line"), _of_source(about.get("bio", ""), html.line)
    yield _("the website"), [about.get("website", "")]
    yield _("the links"), [link.address for link in addresses.links(about.get("link_lines", ""))]
    yield _("the book"), [about.get("book_link", "")]


def _known(submission: Submission) -> set[str]:
    """The addresses that were there when the editors had it last."""
    version: Revision | None = submission.known_as
    essay = _of_source(version.texts["body"], html.article) if version else []
    return {*essay, *(address for _place, found in _of_author(submission.about_known) for address in found)}


def _of_source(source: str, printed: object) -> list[str]:
    try:
        return html.links(printed(source))  # type: ignore[operator]
    except ValidationError:  # what cannot be shown leads nowhere
        return []


def _leading_out(found: list[str]) -> list[str]:
    own = f"{settings.SITE_URL}/"
    return [address for address in found if html.WEB_ADDRESS.match(address) and not address.startswith(own)]


def _domain(address: str) -> str:
    """The host, without the "www." that says nothing; all of the address where it has none that can be read."""
    try:
        host = urlsplit(address).hostname or address
    except ValueError:
        return address
    return host.removeprefix("www.")
