"""HTML from people, made safe when it is written. The only importer of bleach.

Three doors, by who writes: `article` for what editors publish, `line` for a bio, `comment` for readers. Each takes
the source that is kept beside the result, returns HTML that may stand in a page as it is, and raises
ValidationError with a sentence for the writer where the source cannot be taken. Bleach gets no more fixes: the
allow-list is short, and the content security policy stands behind it.
"""

import json
import re
from collections.abc import Callable
from html import unescape

import bleach
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.html import conditional_escape, escape, strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from safe import markdown
from safe.markdown import READERS_REL
from safe.nesting import TAG, refuse_deep_nesting

INLINE_TAGS = {"a", "br", "code", "em", "strong"}
COMMENT_TAGS = INLINE_TAGS | {"blockquote", "li", "ol", "p", "pre", "ul"}
FIGURE_TAGS = {"figcaption", "figure", "img"}
ARTICLE_TAGS = COMMENT_TAGS | FIGURE_TAGS | {"abbr", "b", "cite", "h2", "h3", "h4", "hr", "i", "q", "s", "sub", "sup"}

MOST_PARTS = 4000  # tags and escaped characters; bleach is quadratic in those that stand side by side
LONGEST_ARTICLE = 300_000  # characters: three times a long novella's chapter
MOST_BARE_ADDRESSES = 50  # above, none of them becomes a link: finding them is quadratic at worst

ADDRESS = re.compile(r"(?:https?://[^\s/\\]|mailto:[^\s]|/(?![/\\])|#)", re.IGNORECASE)
WEB_ADDRESS = re.compile(r"https?://[^\s/\\]", re.IGNORECASE)
OUR_PICTURE = re.compile(rf"{re.escape(settings.MEDIA_URL)}images/[0-9a-f]{{2}}/[0-9a-f]{{32}}\.webp")
NOT_IN_ADDRESSES = re.compile(r"[\t\n\r]")  # browsers take them out (WHATWG URL standard, basic URL parser)
BLOCK = re.compile(r"</?(?:blockquote|fig(?:ure|caption)|h[1-6]|hr|li|ol|p|pre|ul)\b", re.IGNORECASE | re.ASCII)
BLOCK_END = re.compile(r"</(?:blockquote|fig(?:ure|caption)|h[1-6]|li|p|pre)>|<(?:br|hr)>")
FIGURE = re.compile(r"<figure>.*?</figure>", re.DOTALL)
NO_FIGURE = re.compile(r"<figure>\s*</figure>")
WRAPPER = re.compile(r"</?(?:article|div|main|section|table|t[rdh])\b[^<>]*>", re.IGNORECASE | re.ASCII)
CODE_BLOCK = re.compile(r"(<pre\b.*?</pre>)", re.IGNORECASE | re.ASCII | re.DOTALL)
RAW_TEXT = re.compile(
    r"<(script|style|title|textarea|template|noscript|iframe|xmp|noembed|noframes)\b", re.IGNORECASE | re.ASCII
)
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
ENTITY = re.compile(r"&(?:[a-zA-Z][a-zA-Z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});")
CDATA = re.compile(r"<!\[CDATA\[", re.IGNORECASE | re.ASCII)
ATTRIBUTE = re.compile(r"""\s([a-z]+)=(?:"([^"]*)"|'([^']*)')""")  # as bleach writes them
HEADINGS = {"h1": "h2", "h5": "h4", "h6": "h4"}  # the page's own title is its h1
APART = frozenset(  # what stood in these does not grow together when they are taken out
    "address article aside caption center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 "  # noqa: SIM905
    "h6 header hgroup legend main nav option section summary table td th tr".split()
)

type Pictures = Callable[[str, str], str]  # from a picture's address and its words, how it is printed
type Mark = Callable[[str, str], str]  # from an address, and a picture's words, a word that stands for it
type Rel = Callable[[str], str]  # from a link's address, the rel it is printed with; empty for none


def article(source: str, pictures: Pictures | None = None, rel: Rel | None = None) -> SafeString:
    """The essay: HTML, or plain text whose blank lines part paragraphs as in WordPress's text editor.

    The only pictures in it are those that are stored here. Each is printed as `pictures` returns it, a SafeString;
    its links carry what `rel` says of their address.
    """
    allowed = {"a": _editors_link, "abbr": ["title"], "img": _our_picture}
    if len(source) > LONGEST_ARTICLE:
        raise ValidationError(_("This is longer than %d characters. Please part it.") % LONGEST_ARTICLE, code="long")
    refuse_deep_nesting(source)
    plain = ENTITY.sub(_as_character, CONTROLS.sub("", source))
    html = _clean(_without_wrappers(plain), ARTICLE_TAGS, allowed)
    html = _clean(_in_paragraphs(html), ARTICLE_TAGS, allowed)
    html = _printed(html, pictures) if pictures else html
    return _with_rel(html, rel) if rel else html


def comment(source: str) -> SafeString:
    """A reader's comment: a subset of Markdown. Tags are text in it; bare addresses become links."""
    refuse_deep_nesting(source)
    few_addresses = source.count("://") <= MOST_BARE_ADDRESSES
    return _clean(markdown.of_readers(source, bare_links=few_addresses), COMMENT_TAGS, {"a": _readers_link})


def line(source: str, rel: Rel | None = None) -> SafeString:
    """A bio or another few words: the inline part of the same Markdown. Its links carry what `rel` says of them."""
    refuse_deep_nesting(source)
    html = _clean(markdown.of_editors(source), INLINE_TAGS, {"a": _editors_link})
    return _with_rel(html, rel) if rel else html


def links(html: str) -> list[str]:
    """The addresses of the links in clean HTML, as a browser follows them, each once, in their order."""
    anchors = (_attributes(tag[0]) for tag in TAG.finditer(html) if tag["name"] == "a" and not tag["end"])
    return list(dict.fromkeys(_as_followed(given["href"]) for given in anchors if given.get("href")))


def is_picture(address: str) -> bool:
    """Whether this is where a picture of an essay is stored."""
    return bool(OUR_PICTURE.fullmatch(address))


def words(html: str, *, captions: bool = True) -> str:
    """The text of clean HTML, on one line, its paragraphs apart. It is plain text: no template may mark it safe."""
    html = html if captions else FIGURE.sub(" ", html)
    return " ".join(unescape(strip_tags(BLOCK_END.sub(" ", html))).split())


def paragraphs(source: str, mark: Mark, *, without: dict[int, None]) -> list[str]:
    """The text of a source as `article` takes it, a block an entry. Raises ValidationError as `article` does.

    Behind a link's words, and in a picture's place, stands what `mark` says of its address (and the picture's words),
    and so it does behind what has a title; of those `without` is taken out before, however they were written.
    """
    blocks = re.split(BLOCK_END, _marked(_without(article(source), without), mark))
    return [text for block in blocks if (text := words(block))]


def stored(html: str) -> SafeString:
    """What one of the doors returned and the database kept."""
    return mark_safe(html)


def data_block(data: dict) -> SafeString:
    """JSON that may stand inside a script element, which only its own end tag can end (HTML standard, §4.12.1.3)."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


def _clean(html: str, tags: set[str], attributes: dict) -> SafeString:
    """Clean until another pass changes nothing, so that a browser reads the same tree that was judged."""
    refuse_deep_nesting(html)
    html = _only(tags, _without_raw_text(CDATA.sub(" ", html)))
    if html.count("<") + html.count("&") > MOST_PARTS:
        raise ValidationError(_("There is more formatting in this than we can take. Please use less."), code="parts")
    refuse_deep_nesting(html)  # what is left are plain elements, whose end tags end them: here the count is exact
    for _pass in range(4):
        before, html = html, bleach.clean(html, tags=tags, attributes=attributes, strip=True)
        html = NO_FIGURE.sub("", TAG.sub(_as_picture, html))
        html = re.sub(r"<pre>\n+", "<pre>", html)  # a browser drops the first one at each reading
        if html == before:
            return mark_safe(html)
    return escape(html)


def _only(tags: set[str], html: str) -> str:
    """Take out every other tag, so that bleach meets no table, form or foreign element with rules of its own."""
    return TAG.sub(lambda tag: _kept(tag, tags), html)


def _kept(tag: re.Match, tags: set[str]) -> str:
    name = (tag["name"] or "").lower()
    if name in tags:
        return tag[0]
    if not tag[0].endswith(">"):
        return escape(tag[0])  # a "less than" in plain text
    heading = HEADINGS.get(name)
    if heading in tags:
        return f"<{tag['end']}{heading}>"
    return " " if name in APART else ""


def _as_picture(tag: re.Match) -> str:
    """An img with its address and its words, also where there are none; without an address nothing."""
    if tag["name"] != "img":
        return tag[0]
    given = _attributes(tag[0])
    return f'<img src="{given["src"]}" alt="{given.get("alt", "")}">' if "src" in given else ""


def _attributes(tag: str) -> dict[str, str]:
    return {name: (double or single).replace('"', "&quot;") for name, double, single in ATTRIBUTE.findall(tag)}


def _printed(html: SafeString, pictures: Pictures) -> SafeString:
    def printed(tag: re.Match) -> str:
        given = _attributes(tag[0])
        return conditional_escape(pictures(given["src"], unescape(given["alt"])))

    return mark_safe(TAG.sub(lambda tag: printed(tag) if tag["name"] == "img" else tag[0], html))


def _without(html: str, characters: dict[int, None]) -> str:
    """Neither as they are nor by their numbers."""
    return ENTITY.sub(lambda entity: entity[0] if unescape(entity[0]).translate(characters) else "", html).translate(
        characters
    )


def _marked(html: str, mark: Mark) -> str:
    behind: dict[str, str] = {}  # of the element that is open, where it leads and what it says when it is pointed at

    def printed(tag: re.Match) -> str:
        name, given = tag["name"], _attributes(tag[0])
        if name == "img":
            return f" {escape(mark(given['src'], unescape(given['alt'])))} "
        if name in ("a", "abbr") and not tag["end"]:
            said = _as_followed(given.get("href", "")), unescape(given.get("title", ""))
            behind[name] = " ".join(filter(None, said))
        elif behind.get(name):
            return f"{tag[0]} {escape(mark(behind.pop(name), ''))}"
        return tag[0]

    return TAG.sub(printed, html)


def _with_rel(html: SafeString, rel: Rel) -> SafeString:
    """Print what `rel` says of each link; it sees the address as a browser follows it."""

    def printed(tag: re.Match) -> str:
        if tag["name"] != "a" or tag["end"]:
            return tag[0]
        said = escape(rel(_as_followed(_attributes(tag[0]).get("href", ""))))
        return f'<a rel="{said}"{tag[0][2:]}' if said else tag[0]

    return mark_safe(TAG.sub(printed, html))


def _without_raw_text(html: str) -> str:
    """Drop scripts and styles with what they hold: a kindness, since bleach alone would print their text."""
    kept, at = [], 0
    while opening := RAW_TEXT.search(html, at):
        closing = re.compile(rf"</{opening[1]}[^>]*>?", re.IGNORECASE | re.ASCII).search(html, opening.end())
        if not closing:
            break
        kept.append(html[at : opening.start()])
        at = closing.end()
    return "".join([*kept, html[at:]])


def _without_wrappers(source: str) -> str:
    """What mail programs and word processors put in boxes becomes paragraphs, where it has none of its own."""
    return source if _has_paragraphs(source) else WRAPPER.sub("\n\n", source)


def _in_paragraphs(html: str) -> str:
    if _has_paragraphs(html):
        return html
    parts = CODE_BLOCK.split(html.replace("\r\n", "\n"))
    chunks = [chunk for at, part in enumerate(parts) for chunk in ([part] if at % 2 else re.split(r"\n\s*\n", part))]
    return "\n".join(_paragraph(chunk.strip()) for chunk in chunks if chunk.strip())


def _has_paragraphs(html: str) -> bool:
    return bool(re.search(r"<p[\s>]", html, re.IGNORECASE))


def _paragraph(chunk: str) -> str:
    return chunk if BLOCK.match(chunk) else f"<p>{chunk.replace('\n', '<br>')}</p>"


def _as_character(entity: re.Match) -> str:
    """A character for its name, unless the character means something in HTML: word processors name every space."""
    character = unescape(entity[0])
    return entity[0] if character in "<>&\"'" or CONTROLS.match(character) else character


def _editors_link(tag: str, name: str, value: str) -> bool:
    return name == "title" or (name == "href" and bool(ADDRESS.match(_as_followed(value))))


def _our_picture(tag: str, name: str, value: str) -> bool:
    return name == "alt" or (name == "src" and bool(OUR_PICTURE.fullmatch(value)))


def _readers_link(tag: str, name: str, value: str) -> bool:
    if name == "rel":
        return value == READERS_REL
    return name == "href" and bool(WEB_ADDRESS.match(_as_followed(value)))


def _as_followed(address: str) -> str:
    return NOT_IN_ADDRESSES.sub("", unescape(address))
