"""What the formats ask of a feed, each rule with where it stands: RSS 2.0 and its profile, RFC 4287, JSON Feed 1.1.

Each function asserts, and returns nothing.
"""

import re
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import html5lib

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
RFC822 = re.compile(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d ([+-]\d{4}|GMT)")

CHANNEL = {"title", "link", "description", "language", "lastBuildDate", "item", f"{ATOM}link"}
ITEM = {"title", "link", "description", "pubDate", "comments", "guid", "category", CREATOR, CONTENT}
FEED = {f"{ATOM}{name}" for name in ("title", "link", "id", "updated", "author", "subtitle", "entry")}
ENTRY = {
    *(f"{ATOM}{name}" for name in ("title", "link", "id", "published", "updated", "summary", "category", "author")),
    f"{ATOM}content",
}


def is_absolute(address: str) -> bool:
    """A whole address in the characters that addresses have (RFC 3986, §4.3)."""
    parts = urlsplit(address)
    return address.isascii() and " " not in address and parts.scheme in ("http", "https") and bool(parts.netloc)


def check_html(html: str) -> None:
    """HTML that needs no repair, in which no address is relative: a feed reader knows no base for it."""
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parseFragment(html)
    addresses = [node.get(name) for node in tree.iter() for name in ("href", "src") if node.get(name) is not None]
    assert [address for address in addresses if not re.match(r"https?://|mailto:", address)] == []


def check_rss(xml: bytes, address: str) -> None:
    root = ElementTree.fromstring(xml)
    (channel,) = root
    assert (root.tag, root.get("version"), channel.tag) == ("rss", "2.0", "channel")
    assert {node.tag for node in channel} <= CHANNEL
    for name in ("title", "link", "description", "language", "lastBuildDate"):
        assert once(channel, name).text
    assert is_absolute(channel.findtext("link"))
    assert RFC822.fullmatch(channel.findtext("lastBuildDate"))
    link = once(channel, f"{ATOM}link")  # RSS Advisory Board's profile: a feed says where it is
    assert (link.get("rel"), link.get("href")) == ("self", address)
    guids = [check_item(item) for item in channel.findall("item")]
    assert len(set(guids)) == len(guids)


def check_item(item: Element) -> str:
    """Returns its guid."""
    assert {node.tag for node in item} <= ITEM
    title, link, date, guid = (once(item, name).text for name in ("title", "link", "pubDate", "guid"))
    assert title.strip()
    assert is_absolute(link)
    assert all(is_absolute(node.text) for node in item.findall("comments"))
    assert RFC822.fullmatch(date)
    assert parsedate_to_datetime(date).tzinfo
    assert once(item, "guid").get("isPermaLink") == "false" or is_absolute(guid)
    assert len(item.findall("comments")) <= 1
    assert all(node.text.strip() for name in ("category", CREATOR) for node in item.findall(name))
    for node in item.findall("description"):
        check_html(node.text)
    check_html(once(item, CONTENT).text)
    return guid


def check_atom(xml: bytes, address: str) -> None:
    feed = ElementTree.fromstring(xml)
    assert feed.tag == f"{ATOM}feed"
    assert {node.tag for node in feed} <= FEED
    assert feed.get(LANGUAGE)
    check_atoms_own(feed)  # §4.1.1
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links["self"] == address
    assert is_absolute(links["alternate"])
    keys = [check_entry(entry) for entry in feed.findall(f"{ATOM}entry")]
    assert len(set(keys)) == len(keys)
    assert feed.findtext(f"{ATOM}id") not in keys


def check_entry(entry: Element) -> str:
    """Returns its id (RFC 4287, §4.1.2)."""
    assert {node.tag for node in entry} <= ENTRY
    check_atoms_own(entry)
    assert once(entry, f"{ATOM}title").text.strip()
    alternates = [link for link in entry.findall(f"{ATOM}link") if link.get("rel", "alternate") == "alternate"]
    assert len(alternates) == 1
    assert is_absolute(alternates[0].get("href"))
    published, updated = (entry.findtext(f"{ATOM}{name}") for name in ("published", "updated"))
    assert RFC3339.fullmatch(published)
    assert published <= updated
    people = entry.findall(f"{ATOM}author")
    assert people
    assert all(once(person, f"{ATOM}name").text.strip() for person in people)
    assert all(is_absolute(node.text) for person in people for node in person.findall(f"{ATOM}uri"))
    assert all(node.get("term").strip() for node in entry.findall(f"{ATOM}category"))
    for name in ("content", "summary"):  # §3.1.1.2: in a construct of type "html" the text is HTML
        for node in entry.findall(f"{ATOM}{name}"):
            assert node.get("type") == "html"
            check_html(node.text)
    return entry.findtext(f"{ATOM}id")


def check_atoms_own(node: Element) -> None:
    """What feeds and entries must have exactly once: an id that is a whole IRI, a title, a date (RFC 3339)."""
    assert is_absolute(once(node, f"{ATOM}id").text)
    assert once(node, f"{ATOM}title").get("type", "text") == "text"
    assert RFC3339.fullmatch(once(node, f"{ATOM}updated").text)


def check_json(feed: dict, address: str) -> None:
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"]
    assert feed["feed_url"] == address
    assert is_absolute(feed["home_page_url"])
    assert isinstance(feed["items"], list)
    for item in feed["items"]:
        assert isinstance(item["id"], str)
        assert item["title"].strip()
        assert is_absolute(item["url"])
        assert item.get("summary", "said") != ""
        assert all(RFC3339.fullmatch(item[name]) for name in ("date_published", "date_modified"))
        assert all(person.get("name", "").strip() for person in item["authors"])
        assert all(is_absolute(person["url"]) for person in item["authors"] if "url" in person)
        assert all(isinstance(tag, str) and tag for tag in item["tags"])
        check_html(item["content_html"])
    assert len({item["id"] for item in feed["items"]}) == len(feed["items"])


def once(node: Element, name: str) -> Element:
    (found,) = node.findall(name)
    return found
