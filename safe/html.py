"""HTML from people, made safe when it is written. The only importer of bleach.

Three doors, by who writes: `article` for what editors publish, `line` for a bio, `comment` for readers. Each takes
the source that is kept beside the result, returns HTML that may stand in a page as it is, and raises
ValidationError with a sentence for the writer where the source cannot be taken. Bleach gets no more fixes: the
allow-list is short, and the content security policy stands behind it.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from html import unescape
from urllib.parse import urljoin

import bleach
from django.core.exceptions import ValidationError
from django.utils.html import escape, strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from markdown_it import MarkdownIt
from markdown_it.token import Token

INLINE_TAGS = {"a", "br", "code", "em", "strong"}
COMMENT_TAGS = INLINE_TAGS | {"blockquote", "li", "ol", "p", "pre", "ul"}
ARTICLE_TAGS = COMMENT_TAGS | {"abbr", "b", "cite", "h2", "h3", "h4", "hr", "i", "q", "s", "sub", "sup"}
READERS_REL = "nofollow ugc noopener"  # rel="ugc" marks what users wrote (HTML standard, link type "ugc")

DEEPEST = 100  # levels of nested tags; bleach is quadratic in them
DEEPEST_MARKUP = 20  # levels of nested quotes and lists; markdown-it drops what lies deeper
MOST_PARTS = 4000  # tags and escaped characters; bleach is quadratic in those that stand side by side
LONGEST_ARTICLE = 300_000  # characters: three times a long novella's chapter
MOST_BARE_ADDRESSES = 50  # above, none of them becomes a link: finding them is quadratic at worst

ADDRESS = re.compile(r"(?:https?://[^\s/\\]|mailto:[^\s]|/(?![/\\])|#)", re.IGNORECASE)
WEB_ADDRESS = re.compile(r"https?://[^\s/\\]", re.IGNORECASE)
NOT_IN_ADDRESSES = re.compile(r"[\t\n\r]")  # browsers take them out (WHATWG URL standard, basic URL parser)
BLOCK = re.compile(r"</?(?:blockquote|h[1-6]|hr|li|ol|p|pre|ul)\b", re.IGNORECASE | re.ASCII)
BLOCK_END = re.compile(r"</(?:blockquote|h[1-6]|li|p|pre)>|<(?:br|hr)>")
WRAPPER = re.compile(r"</?(?:article|div|figure|main|section|table|t[rdh])\b[^<>]*>", re.IGNORECASE | re.ASCII)
CODE_BLOCK = re.compile(r"(<pre\b.*?</pre>)", re.IGNORECASE | re.ASCII | re.DOTALL)
RAW_TEXT = re.compile(
    r"<(script|style|title|textarea|template|noscript|iframe|xmp|noembed|noframes)\b", re.IGNORECASE | re.ASCII
)
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
ENTITY = re.compile(r"&(?:[a-zA-Z][a-zA-Z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});")
CDATA = re.compile(r"<!\[CDATA\[", re.IGNORECASE | re.ASCII)
# Comments of every kind, else a tag with its attributes as HTML's tokenizer reads them (HTML standard, §13.2.5).
TAG = re.compile(
    r"""<!--(?:-?>|.*?(?:--!?>|\Z)) | <[!?][^>]*>? | </[^a-zA-Z][^>]*>?
    | <(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*+)
      (?:[\s/]++ | [^\s/>][^\s/>=]*+ (?:\s*+=\s*+ (?:"[^"]*+" | '[^']*+' | [^\s>]++))?+ )*+ >?""",
    re.DOTALL | re.VERBOSE,
)
REFERENCE = re.compile(r"""(\s(?:href|src)=)(?:"([^"]*)"|'([^']*)')""")
HEADINGS = {"h1": "h2", "h5": "h4", "h6": "h4"}  # the page's own title is its h1
APART = frozenset(  # what stood in these does not grow together when they are taken out
    "address article aside caption center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 "  # noqa: SIM905
    "h6 header hgroup legend main nav option section summary table td th tr".split()
)
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())  # noqa: SIM905
CLOSED_BY_THE_NEXT = frozenset("p li dt dd option tr td th tbody thead tfoot".split())  # noqa: SIM905
NEVER_DEEPER = VOID | CLOSED_BY_THE_NEXT  # these nest only inside others, which are counted


def article(source: str) -> SafeString:
    """The essay: HTML, or plain text whose blank lines part paragraphs as in WordPress's text editor."""
    allowed = {"a": _editors_link, "abbr": ["title"]}
    if len(source) > LONGEST_ARTICLE:
        raise ValidationError(_("This is longer than %d characters. Please part it.") % LONGEST_ARTICLE, code="long")
    refuse_deep_nesting(source)
    plain = ENTITY.sub(_as_character, CONTROLS.sub("", source))
    html = _clean(_without_wrappers(plain), ARTICLE_TAGS, allowed)
    return _clean(_in_paragraphs(html), ARTICLE_TAGS, allowed)


def comment(source: str) -> SafeString:
    """A reader's comment: a subset of Markdown. Tags are text in it; bare addresses become links."""
    refuse_deep_nesting(source)
    few_addresses = source.count("://") <= MOST_BARE_ADDRESSES
    return _clean(_render(_readers_markdown(bare_links=few_addresses), source), COMMENT_TAGS, {"a": _readers_link})


def line(source: str) -> SafeString:
    """A bio or another few words: the inline part of the same Markdown, with links that are vouched for."""
    refuse_deep_nesting(source)
    return _clean(_editors_markdown().renderInline(source), INLINE_TAGS, {"a": _editors_link})


def words(html: str) -> str:
    """The text of clean HTML, on one line, its paragraphs apart. It is plain text: no template may mark it safe."""
    return " ".join(unescape(strip_tags(BLOCK_END.sub(" ", html))).split())


def absolute(html: str, page: str) -> str:
    """Clean HTML for those who read it elsewhere: links that begin with a slash or a # become whole addresses.

    `page` is the address of the page that it stands on. The result is data for a feed, no longer marked as safe.
    """
    return TAG.sub(lambda tag: REFERENCE.sub(lambda found: _whole(found, page), tag[0]), html)


def stored(html: str) -> SafeString:
    """What one of the doors returned and the database kept."""
    return mark_safe(html)


def data_block(data: dict) -> SafeString:
    """JSON that may stand inside a script element, which only its own end tag can end (HTML standard, §4.12.1.3)."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


def refuse_deep_nesting(html: str) -> None:
    """Raise ValidationError above DEEPEST levels of tags, counted in one pass."""
    depth, unclosed = 0, Counter[str]()
    for tag in TAG.finditer(html):
        name = (tag["name"] or "br").lower()  # a comment nests no more than a line break
        if name in NEVER_DEEPER:
            continue
        if not tag["end"]:
            unclosed[name] += 1
            depth += 1
        elif unclosed[name]:
            unclosed[name] -= 1
            depth -= 1
        if depth > DEEPEST:
            raise ValidationError(_("This is nested too deeply to be read. Please use fewer tags."), code="nested")


def _clean(html: str, tags: set[str], attributes: dict) -> SafeString:
    """Clean until another pass changes nothing, so that a browser reads the same tree that was judged."""
    refuse_deep_nesting(html)
    html = _only(tags, _without_raw_text(CDATA.sub(" ", html)))
    if html.count("<") + html.count("&") > MOST_PARTS:
        raise ValidationError(_("There is more formatting in this than we can take. Please use less."), code="parts")
    refuse_deep_nesting(html)  # what is left are plain elements, whose end tags end them: here the count is exact
    for _pass in range(4):
        before, html = html, bleach.clean(html, tags=tags, attributes=attributes, strip=True)
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


def _render(markdown: MarkdownIt, source: str) -> str:
    tokens = markdown.parse(source)
    if max((token.level for token in tokens), default=0) >= DEEPEST_MARKUP - 1:
        raise ValidationError(_("Quotes and lists are nested too deeply here. Please use fewer levels."), code="nested")
    for link in _links(tokens):
        link.attrSet("rel", READERS_REL)
    return markdown.renderer.render(tokens, markdown.options, {})


def _links(tokens: list[Token]) -> Iterator[Token]:
    children = (child for token in tokens for child in token.children or ())
    return (child for child in children if child.type == "link_open")


@cache
def _readers_markdown(*, bare_links: bool) -> MarkdownIt:
    markdown = _markdown(bare_links=bare_links)
    markdown.enable(["blockquote", "fence", "list"])
    return markdown


@cache
def _editors_markdown() -> MarkdownIt:
    return _markdown(bare_links=True)


def _markdown(*, bare_links: bool) -> MarkdownIt:
    options = {"html": False, "breaks": True, "linkify": bare_links, "maxNesting": DEEPEST_MARKUP}
    markdown = MarkdownIt("zero", options)
    markdown.enable(["autolink", "backticks", "balance_pairs", "emphasis", "entity", "escape", "fragments_join"])
    markdown.enable(["link", "linkify", "newline"])
    if markdown.linkify:
        markdown.linkify.set({"fuzzy_link": False, "fuzzy_email": False})  # "notes.py" is no link
    return markdown


def _as_character(entity: re.Match) -> str:
    """A character for its name, unless the character means something in HTML: word processors name every space."""
    character = unescape(entity[0])
    return entity[0] if character in "<>&\"'" or CONTROLS.match(character) else character


def _editors_link(tag: str, name: str, value: str) -> bool:
    return name == "title" or (name == "href" and bool(ADDRESS.match(_as_followed(value))))


def _readers_link(tag: str, name: str, value: str) -> bool:
    if name == "rel":
        return value == READERS_REL
    return name == "href" and bool(WEB_ADDRESS.match(_as_followed(value)))


def _whole(reference: re.Match, page: str) -> str:
    address = _as_followed(reference[2] or reference[3] or "")
    return f'{reference[1]}"{escape(urljoin(page, address))}"' if address[:1] in ("/", "#") else reference[0]


def _as_followed(address: str) -> str:
    return NOT_IN_ADDRESSES.sub("", unescape(address))
