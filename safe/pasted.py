"""What Word, Google Docs and LibreOffice put on the clipboard, made plain before a door of `safe.html` judges it.

They write how words look, not what they are: paragraphs that are items of a list, spans that are emphasis, a bold
wrapper around what is not bold, links by way of a page of Google's. Nothing here is a safeguard: what comes out is as
untrusted as what went in. Each tag is looked at once, so that the time grows with the length alone.
"""

import re
from collections import Counter
from html import unescape
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

from django.utils.html import escape

from safe.nesting import TAG, VOID

COPIED = re.compile(
    r"\bclass=[\"']?Mso[A-Z]|\bmso-|</?o:p\b|docs-internal-guid-|\bfont-(?:weight|style)\s?:|google\.com/url\?"
    r"|Apple-interchange-newline|\bcontent=[\"']?(?:Libre|Open)Office\b",
    re.IGNORECASE,
)
ATTRIBUTE = re.compile(r"""\s([a-z]+)\s?=\s?(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
KEPT = ("href", "title", "src", "alt")
LINE_BREAKS = re.compile(r"[\r\n]+")
LIST_LEVEL = re.compile(r"\blevel([1-9])\b")
A_NUMBER = re.compile(r"\(?(?:[0-9]{1,3}|[a-z]|[ivxlc]{1,6})[.)]", re.IGNORECASE)
MARKER_BEGINS = re.compile(r"<!(?:--)?\[if !supportLists\]", re.IGNORECASE)
MARKER_ENDS = re.compile(r"<!(?:--)?\[endif\]", re.IGNORECASE)

UNSEEN = frozenset(("head", "style", "title", "script", "xml"))
AROUND = frozenset(("html", "body"))
BLOCKS = frozenset("blockquote div h1 h2 h3 h4 h5 h6 li p td th".split())  # noqa: SIM905
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
LISTS = frozenset(("ul", "ol"))
STYLED = frozenset(("span", "font"))
HEAVY = frozenset(("bold", "bolder", "600", "700", "800", "900"))
LIGHT = frozenset(("normal", "400"))
AS_STYLED = [  # a declaration of CSS, the values that mean something, and what they mean
    ("font-weight", HEAVY, "strong"),
    ("font-style", frozenset(("italic", "oblique")), "em"),
    ("text-decoration", frozenset(("line-through",)), "s"),
    ("vertical-align", frozenset(("super",)), "sup"),
    ("vertical-align", frozenset(("sub",)), "sub"),
]
NOT_AS_NAMED = {"b": ("font-weight", LIGHT), "i": ("font-style", LIGHT)}
QUOTES = ("msoquote", "msointensequote")
OWN_ANCHOR = re.compile(r"#(?:_(?:ftn|edn|Toc|Hlk|Ref)|sd(?:foot|end)note)", re.IGNORECASE)


def clean(html: str) -> str:
    """The source with plain paragraphs, lists, emphasis and links; as it is where none of these programs wrote it."""
    return Cleaning().of(html) if COPIED.search(html) else html


class Opened(NamedTuple):
    """An element that is not closed yet."""

    name: str
    end: str  # how it is closed in what is written
    start: int  # where what it holds begins there
    level: int = 0  # of the list that it is an item of, from 1; 0 where it is no item


class Cleaning:
    """Goes over the source once; `written` is what comes of it."""

    def __init__(self) -> None:
        self.written: list[str] = []
        self.stack: list[Opened] = []
        self.opened = Counter[str]()
        self.blocks = 0  # how many of those are BLOCKS
        self.lists: list[tuple[str, int]] = []  # those that Word's paragraphs have begun, each with the level they name
        self.marker: str | None = None  # what stands before an item, while it is read
        self.item_tag = "ul"

    def of(self, html: str) -> str:
        at = 0
        for tag in TAG.finditer(html):
            self._words(html[at : tag.start()])
            at = tag.end()
            if not tag["name"]:
                self._remark(tag[0])
            elif tag["end"]:
                self._close(tag["name"].lower())
            else:
                self._open(tag["name"].lower(), tag[0])
        self._words(html[at:])
        while self.stack:
            self._close(self.stack[-1].name)
        self._end_lists(0)
        return "".join(self.written).strip()

    def _words(self, text: str) -> None:
        if self.marker is not None:
            self.marker += text[:20]
        elif text and not any(self.opened[name] for name in UNSEEN):
            if self.lists and not self.blocks:
                if not text.strip():
                    return
                self._end_lists(0)
            self.written.append(LINE_BREAKS.sub(" ", text) if self.blocks and not self.opened["pre"] else text)

    def _remark(self, remark: str) -> None:
        """Comments say nothing, but those around the point or the number that Word has before an item."""
        if MARKER_BEGINS.match(remark):
            self.marker = ""
        elif MARKER_ENDS.match(remark) and self.marker is not None:
            self.item_tag = "ol" if A_NUMBER.match(unescape(self.marker).strip()) else "ul"
            self.marker = None

    # Elements

    def _open(self, name: str, tag: str) -> None:
        given = {name.lower(): unescape(a or b or c) for name, a, b, c in ATTRIBUTE.findall(tag)}
        style = _declared(given.get("style", ""))
        if name in VOID:
            if name != "meta" and not self._is_between(name, given):
                self.written.append(_tag(name, given))
        elif name == "p":
            self._open_paragraph(given, style)
        elif name in LISTS:
            self._open_list(name)
        else:
            starts, end = self._plain(name, given, style)
            if name in BLOCKS:
                self._end_lists(0)
            self._push(Opened(name, end, len(self.written)), starts)

    def _push(self, opened: Opened, *starts: str) -> None:
        self.written += starts
        self.stack.append(opened._replace(start=len(self.written)))
        self.opened[opened.name] += 1
        self.blocks += opened.name in BLOCKS

    def _is_between(self, name: str, given: dict[str, str]) -> bool:
        """A line break that only keeps two blocks apart, as Google Docs writes them."""
        return name == "br" and (
            given.get("class") == "Apple-interchange-newline"
            or (bool(self.written) and not self.blocks and self._ends_in_block())
        )

    def _ends_in_block(self) -> bool:
        return self.written[-1].startswith("</") and self.written[-1][2:-1] in BLOCKS | LISTS

    def _plain(self, name: str, given: dict[str, str], style: dict[str, str]) -> tuple[str, str]:
        """How an element begins and ends in what is written."""
        if ":" in name or name in UNSEEN | AROUND or self._is_not_as_named(name, style):
            return "", ""
        if name in STYLED:
            tags = self._meant(given, style)
            return "".join(f"<{tag}>" for tag in tags), "".join(f"</{tag}>" for tag in reversed(tags))
        if name == "a":
            address = _real(given.get("href", ""))
            if not address or OWN_ANCHOR.match(address):
                return "", ""
            given["href"] = address
        return _tag(name, given), f"</{name}>"

    def _is_not_as_named(self, name: str, style: dict[str, str]) -> bool:
        declaration, plain = NOT_AS_NAMED.get({"strong": "b", "em": "i"}.get(name, name), ("", LIGHT))
        return style.get(declaration) in plain

    def _meant(self, given: dict[str, str], style: dict[str, str]) -> list[str]:
        in_heading = any(self.opened[name] for name in HEADINGS)
        meant = [tag for name, values, tag in AS_STYLED if values & set(style.get(name, "").split())]
        if given.get("class", "").lower() in ("msofootnotereference", "msoendnotereference") and "sup" not in meant:
            meant.append("sup")
        return [tag for tag in meant if not (in_heading and tag == "strong")]

    # Paragraphs and lists

    def _open_paragraph(self, given: dict[str, str], style: dict[str, str]) -> None:
        if self.opened["p"]:
            self._close("p")
        level = LIST_LEVEL.search(style.get("mso-list", ""))
        if level:
            self.item_tag = "ul"
            self._push(Opened("p", "", 0, int(level[1])))
            return
        self._end_lists(0)
        kind = given.get("class", "").lower()
        if given.get("role") == "presentation" and self.opened["li"]:
            self._push(Opened("p", "", 0))
        elif kind in QUOTES:
            self._push(Opened("p", "</p></blockquote>", 0), "<blockquote>", "<p>")
        elif kind == "msotitle":
            self._push(Opened("p", "</h2>", 0), "<h2>")
        else:
            self._push(Opened("p", "</p>", 0), "<p>")

    def _open_list(self, name: str) -> None:
        """Google Docs puts a list beside the item that it belongs to."""
        self._end_lists(0)
        belongs = bool(self.stack) and self.stack[-1].name in LISTS and self.written[-1:] == ["</li>"]
        if belongs:
            self.written.pop()
        self._push(Opened(name, f"</{name}></li>" if belongs else f"</{name}>", 0), f"<{name}>")

    def _close(self, name: str) -> None:
        if not self.opened[name]:
            return
        while True:
            opened = self.stack.pop()
            self.opened[opened.name] -= 1
            self.blocks -= opened.name in BLOCKS
            self._end(opened)
            if opened.name == name:
                return

    def _end(self, opened: Opened) -> None:
        if opened.name == "p":
            self._end_paragraph(opened)
        elif opened.end:
            self.written.append(opened.end)

    def _end_paragraph(self, opened: Opened) -> None:
        """One without words goes, since these programs write such to keep others apart."""
        held = "".join(self.written[opened.start :])
        del self.written[opened.start :]
        if not unescape(held).strip() and opened.end:
            while self.written[-1:] in (["<p>"], ["<blockquote>"], ["<h2>"]):
                self.written.pop()
        elif opened.level:
            self._add_item(held, opened.level)
        else:
            self.written += [held, opened.end]

    def _add_item(self, words: str, level: int) -> None:
        self._end_lists(level)
        if not self.lists or self.lists[-1][1] < level:
            self.lists.append((self.item_tag, level))
            self.written.append(f"<{self.item_tag}>")
        else:
            self.written.append("</li>")
        self.written.append(f"<li>{words.strip()}")

    def _end_lists(self, level: int) -> None:
        """Those deeper than this level, but for one that begins deep and goes on at the edge."""
        while self.lists and self.lists[-1][1] > level and (len(self.lists) > 1 or not level):
            self.written.append(f"</li></{self.lists.pop()[0]}>")


def _tag(name: str, given: dict[str, str]) -> str:
    kept = "".join(f' {key}="{escape(given[key])}"' for key in KEPT if key in given)
    return f"<{name}{kept}>"


def _declared(style: str) -> dict[str, str]:
    parted = (declaration.partition(":") for declaration in style.split(";"))
    return {name.strip().lower(): value.strip().lower() for name, _colon, value in parted}


def _real(address: str) -> str:
    """Where a link leads that goes by way of Google's page."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    if parts.path != "/url" or parts.hostname not in ("google.com", "www.google.com"):
        return address
    asked = parse_qs(parts.query)
    return next(iter(asked.get("q", []) or asked.get("url", [])), address)
