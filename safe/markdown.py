"""The small Markdown that readers and authors write, as HTML that is not safe yet: see safe.html."""

from collections.abc import Iterator
from functools import cache

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from markdown_it import MarkdownIt
from markdown_it.token import Token

READERS_REL = "nofollow ugc noopener"  # rel="ugc" marks what users wrote (HTML standard, link type "ugc")
DEEPEST_MARKUP = 20  # levels of nested quotes and lists; markdown-it drops what lies deeper


def of_readers(source: str, *, bare_links: bool) -> str:
    """Paragraphs, lists, quotes and code. Raises ValidationError where they are nested too deeply."""
    return _render(_readers_markdown(bare_links=bare_links), source)


def of_editors(source: str) -> str:
    """A line: emphasis and links."""
    return _editors_markdown().renderInline(source)


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
