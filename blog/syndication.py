"""The three formats that followers read: RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpResponse
from django.templatetags.static import static
from django.utils.encoding import iri_to_uri
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed, rfc3339_date
from django.utils.html import escape
from django.utils.xmlutils import SimplerXMLGenerator

from blog.models import Site
from safe.references import absolute

MOST = 20  # entries in a feed
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")  # XML 1.0, production 2


class Person(NamedTuple):
    name: str
    address: str = ""  # of their page


@dataclass
class Entry:
    """One thing that was published. `path` begins with a slash; `key` never changes, whatever the path does."""

    key: str
    path: str
    title: str
    html: str
    published: datetime
    updated: datetime
    authors: list[Person]
    summary: str = ""
    categories: list[str] = field(default_factory=list)
    replies: str = ""  # the path of its conversation


class Steady(SyndicationFeed):
    """One that says the same when asked twice: Django's take an empty feed for changed just now."""

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else datetime(2000, 1, 1, tzinfo=UTC)


class Rss(Steady, Rss201rev2Feed):
    content_type = "application/rss+xml; charset=utf-8"

    def rss_attributes(self) -> dict[str, str]:
        namespaces = {"content": "http://purl.org/rss/1.0/modules/content/", "dc": "http://purl.org/dc/elements/1.1/"}
        return super().rss_attributes() | {f"xmlns:{prefix}": address for prefix, address in namespaces.items()}

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict) -> None:
        super().add_item_elements(handler, item)
        for person in item["people"]:
            handler.addQuickElement("dc:creator", person.name)
        handler.addQuickElement("content:encoded", item["html"])


class Atom(Steady, Atom1Feed):
    content_type = "application/atom+xml; charset=utf-8"

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict) -> None:
        super().add_item_elements(handler, item)
        for person in item["people"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", person.name)
            if person.address:
                handler.addQuickElement("uri", person.address)
            handler.endElement("author")
        handler.addQuickElement("content", item["html"], {"type": "html"})


class Json(Steady):
    content_type = "application/feed+json; charset=utf-8"

    def write(self, outfile: Any, encoding: str) -> None:
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.feed["title"],
            "home_page_url": self.feed["link"],
            "feed_url": self.feed["feed_url"],
            "description": self.feed["description"],
            "language": self.feed["language"],
            "items": [self._item(item) for item in self.items],
        }
        outfile.write(json.dumps(feed, ensure_ascii=False))

    def _item(self, item: dict) -> dict:
        people = [
            {"name": person.name} | ({"url": person.address} if person.address else {}) for person in item["people"]
        ]
        return {
            "id": item["unique_id"],
            "url": item["link"],
            "title": item["title"],
            "content_html": item["html"],
            "date_published": rfc3339_date(item["pubdate"]),
            "date_modified": rfc3339_date(item["updateddate"]),
            "authors": people,
            "tags": list(item["categories"]),
            **({"summary": item["summary"]} if item["summary"] else {}),
        }


FORMATS: dict[str, type[SyndicationFeed]] = {"rss": Rss, "atom": Atom, "json": Json}


def feed(form: str, *, title: str, path: str, here: str, entries: Iterable[Entry]) -> HttpResponse:
    """A feed in one of FORMATS of what is at `path`, newest first; `here` is the feed's own path."""
    made = FORMATS[form](
        title=_said(title),
        link=settings.SITE_URL + path,
        description=_said(Site.current().tagline or title),
        feed_url=settings.SITE_URL + here,
        feed_guid=iri_to_uri(settings.SITE_URL + here),
        language=Site.current().language,
        stylesheets=[static("css/feed.css")] if form != "json" else None,
    )
    for entry in entries:
        _add(made, entry)
    return HttpResponse(made.writeString("utf-8"), content_type=made.content_type)


def _add(made: SyndicationFeed, entry: Entry) -> None:
    """The formats of XML take a description for HTML, JSON takes a summary for text."""
    page = settings.SITE_URL + entry.path
    made.add_item(
        title=_said(entry.title),
        link=page,
        description=escape(_said(entry.summary)) or None,
        summary=_said(entry.summary),
        unique_id=f"{settings.SITE_URL}/{entry.key}",
        unique_id_is_permalink=False,
        pubdate=entry.published,
        updateddate=entry.updated,
        categories=[_said(name) for name in entry.categories],
        comments=settings.SITE_URL + entry.replies if entry.replies else None,
        html=absolute(_said(entry.html), page),
        people=[Person(_said(person.name), person.address) for person in entry.authors],
    )


def _said(text: str) -> str:
    """A text as XML can say it."""
    return NOT_IN_XML.sub("", text)
