"""What a browser makes of a piece of HTML, read by html5lib: a second opinion, apart from the code that cleaned it."""

import re

import html5lib

LINE = {"a": {"href", "title"}, "br": set(), "code": set(), "em": set(), "strong": set()}
BLOCKS = {tag: set[str]() for tag in ("blockquote", "li", "ol", "p", "pre", "ul")}
COMMENT = LINE | BLOCKS | {"a": {"href", "rel"}}
ARTICLE = LINE | BLOCKS | {tag: set() for tag in ("b", "cite", "h2", "h3", "h4", "hr", "i", "q", "s", "sub", "sup")}
ARTICLE |= {"abbr": {"title"}, "figcaption": set(), "figure": set(), "img": {"alt", "src"}}
OUR_PICTURE = re.compile(r"/media/images/[0-9a-f]{2}/[0-9a-f]{32}\.webp")

SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
LEFT_OUT_BY_BROWSERS = re.compile(r"[\t\n\r]")  # URL standard, §4.4: removed wherever they stand in an address
TRIMMED_BY_BROWSERS = "".join(map(chr, range(0x21)))

type Tree = tuple[str, dict[str, str], str, tuple["Tree", ...], str]


def faults(html: str, allowed: dict[str, set[str]]) -> list[str]:
    """All that is wrong with `html`, in words: no faults, nothing to be afraid of."""
    root = _parsed(html)
    found = [fault for element in root.iter() if element is not root for fault in _faults_of(element, allowed)]
    if tree(html) != tree(_serialised(root)):
        found.append("another tree when it is written out and read again")
    return found


def tree(html: str) -> Tree:
    """The elements as nested tuples: tag, attributes, text, children, text behind."""
    return _tuple(_parsed(html))


def depth(html: str) -> int:
    """How many elements stand in each other at the deepest place."""
    level, levels = list(_parsed(html)), 0
    while level:
        level, levels = [child for element in level for child in element], levels + 1
    return levels


def addresses(html: str) -> list[str]:
    return [element.get("href") for element in _parsed(html).iter("a") if element.get("href") is not None]


def is_harmless_address(address: str) -> bool:
    """Whether a browser that follows it stays here or goes to a web or mail address that is named in full."""
    seen = LEFT_OUT_BY_BROWSERS.sub("", address).strip(TRIMMED_BY_BROWSERS).replace("\\", "/")
    scheme = SCHEME.match(seen)
    return scheme[1].lower() in ("http", "https", "mailto") if scheme else not seen.startswith("//")


def _faults_of(element: object, allowed: dict[str, set[str]]) -> list[str]:
    if not isinstance(element.tag, str):
        return ["a comment"]
    if element.tag not in allowed:
        return [f"<{element.tag.rpartition('}')[2]}>"]
    wrong = [f"{element.tag} {name}=" for name in element.attrib if name not in allowed[element.tag]]
    if element.tag == "img" and not OUR_PICTURE.fullmatch(element.attrib.get("src", "")):
        wrong.append(f"shows {element.attrib.get('src')!r}")
    address = element.attrib.get("href", "")
    return wrong if is_harmless_address(address) else [*wrong, f"leads to {address!r}"]


def _parsed(html: str) -> object:
    return html5lib.parseFragment(html, container="div", namespaceHTMLElements=False)


def _serialised(root: object) -> str:
    return html5lib.serialize(root, omit_optional_tags=False, quote_attr_values="always")


def _tuple(element: object) -> Tree:
    children = tuple(_tuple(child) for child in element)
    return (str(element.tag), dict(element.attrib), element.text or "", children, element.tail or "")
