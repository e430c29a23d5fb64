"""From mammoth's HTML to a draft in the subset that `safe.html.article` takes: blocks, one a line."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from xml.etree.ElementTree import Element, SubElement, fromstring, tostring

HEADINGS = tuple(f"h{level}" for level in range(1, 10))  # Word has nine levels
LISTS = ("ul", "ol")
DEEPEST_HEADING = 4
PLAIN = "span"  # a mark that is taken back when the block is printed
LONGEST_TITLE = 200  # characters, as a post's; above, it was no title
ATTRIBUTES = {"a": "href", "img": "src"}  # what is kept of those that mammoth writes; alt besides

SPACE = re.compile(r"[ \t\r\n]+")
NOTHING_MARKED = re.compile(r"<(strong|em|s|sup|sub|a)(?: [^<>]*)?>( ?)</\1>")
AT_A_BREAK = re.compile(r" ?<br> ?")
AT_A_START = re.compile(r"(<(?:p|h[2-4]|li|figcaption)>)(?: |<br>)+")
AT_AN_END = re.compile(r"(?: |<br>)+(?=</?(?:p|h[2-4]|li|figcaption|ul|ol)>)")

type Show = Callable[[str, str], str]  # from a picture's number and its words to its address, "" where it is lost


class Draft:
    """A document's `title`, "" where it has none, and `body`: what mammoth wrote, made plain."""

    def __init__(self, html: str, show: Show, notes_heading: str) -> None:
        root = fromstring(f"<div>{html}</div>")  # noqa: S314 - our library's, of words that we wrote anew
        self.show = show
        notes = _taken_notes(root)
        self.blocks = [block for block in self._blocks(root) if not _is_empty(block)]
        self.title = self._taken_title()
        _caption(self.blocks)
        self.flattened = _level(self.blocks)  # how many headings were deeper than an essay's are
        if notes is not None:
            SubElement(root, "h3").text = notes_heading
            self.blocks += [root[-1], *self._blocks([_in_plain_items(notes)])]
        self.body = "\n".join(map(_printed, self.blocks))

    def _taken_title(self) -> str:
        first = self.blocks[0] if self.blocks else Element("p")
        for line_break in first.iter("br"):
            line_break.text = " "
        title = " ".join("".join(first.itertext()).split())
        if first.tag != "h1" or len(title) > LONGEST_TITLE:
            return ""
        self.blocks.pop(0)
        return title

    def _blocks(self, parent: Element | list[Element]) -> Iterator[Element]:
        """Those of the first level, with pictures between them and without tables."""
        for block in list(parent):
            if block.tag == "table":
                yield from self._rows(block)
            elif block.get("class") != "contents":
                before, after = self._taken_figures(block)
                yield from [*before, block, *after]

    def _taken_figures(self, block: Element) -> tuple[list[Element], list[Element]]:
        """The pictures in a block, as blocks: those before its first word, and the others."""
        before: list[Element] = []
        after: list[Element] = []
        said = False
        for parent, element in _nested(block):
            said = said or bool((parent.text or "").strip())
            if element.tag == "img":
                (after if said else before).extend(self._figure(element))
                said = said or bool((element.tail or "").strip())
                _remove(parent, element)
        return before, after

    def _figure(self, image: Element) -> list[Element]:
        if not (address := self.show(image.get("src", ""), image.get("alt", ""))):
            return []
        figure = Element("figure")
        SubElement(figure, "img", src=address, alt=image.get("alt", ""))
        return [figure]

    def _rows(self, table: Element) -> Iterator[Element]:
        """Each row a paragraph; a table of one column is a box, and what is in it stands as it is."""
        rows = list(_rows_of(table))
        is_box = all(len(row) < 2 for row in rows)
        for row in rows:
            cells = [list(self._blocks(cell)) for cell in row]
            if is_box:
                yield from (block for cell in cells for block in cell)
                continue
            figures = [block for cell in cells for block in cell if block.tag == "figure"]
            words = [[block for block in cell if block.tag != "figure" and not _is_empty(block)] for cell in cells]
            yield from [_row([cell for cell in words if cell]), *figures]


def _taken_notes(root: Element) -> Element | None:
    """The list that mammoth puts at the end, and its references made plain numbers."""
    for mark in list(root.iter("sup")):
        if len(mark) == 1 and mark[0].get("href", "").startswith("#"):
            mark.text = (mark[0].text or "").strip("[]")
            mark.remove(mark[0])
    last = root[-1] if len(root) else root
    if last.tag != "ol" or not len(last) or not last[0].get("id"):
        return None
    root.remove(last)
    for parent, element in _nested(last):
        if element.tag == "a" and element.get("href", "").startswith("#"):
            _remove(parent, element)
    return last


def _in_plain_items(notes: Element) -> Element:
    """An item of one paragraph needs none."""
    for item in notes:
        for block in [block for block in item if _is_empty(block)]:
            item.remove(block)
        if len(item) == 1 and item[0].tag == "p":
            paragraph = item[0]
            item.remove(paragraph)
            _move_words(paragraph, item)
    return notes


def _caption(blocks: list[Element]) -> None:
    """A caption behind a picture becomes its own."""
    for figure, caption in pairwise(blocks):
        if figure.tag == "figure" and caption.get("class") == "caption":
            caption.tag = "figcaption"
            figure.append(caption)
    blocks[:] = [block for block in blocks if block.tag != "figcaption"]


def _level(blocks: list[Element]) -> int:
    """The highest heading that is used is an h2: the page's own title is its h1. Returns how many are too deep."""
    headings = [block for block in blocks if block.tag in HEADINGS]
    highest = min((HEADINGS.index(heading.tag) for heading in headings), default=0)
    levels = [HEADINGS.index(heading.tag) - highest + 2 for heading in headings]
    for heading, level in zip(headings, levels, strict=True):
        heading.tag = f"h{min(level, DEEPEST_HEADING)}"
        for bold in heading.iter("strong"):
            bold.tag = PLAIN
    return sum(level > DEEPEST_HEADING for level in levels)


def _rows_of(table: Element) -> Iterator[Element]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody"):
            yield from child


def _row(cells: list[list[Element]]) -> Element:
    row = Element("p")
    for number, blocks in enumerate(cells):
        _add_text(row, " · " if number else "")
        for at, line in enumerate(line for block in blocks for line in _lines(block)):
            _add_text(row, " " if at else "")
            _move_words(line, row)
    return row


def _lines(block: Element) -> Iterator[Element]:
    """A block's own words, then those of the blocks in it."""
    inner = [child for child in block if child.tag in (*LISTS, "li", "p")]
    for child in inner:
        block.remove(child)
    yield block
    for child in inner:
        yield from _lines(child)


def _nested(block: Element) -> list[tuple[Element, Element]]:
    """Every element in it, in the order of their beginnings, each behind the one that it stands in."""
    return [(around, element) for around in block.iter() for element in around]


def _move_words(source: Element, target: Element) -> None:
    _add_text(target, source.text or "")
    target.extend(list(source))


def _remove(parent: Element, child: Element) -> None:
    """Take out an element, and leave the words behind it."""
    at = list(parent).index(child)
    parent.remove(child)
    tail = child.tail or ""
    if at:
        parent[at - 1].tail = (parent[at - 1].tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail


def _add_text(element: Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _is_empty(block: Element) -> bool:
    return block.tag not in ("hr", "figure") and not "".join(block.itertext()).strip()


def _printed(block: Element) -> str:
    for element in block.iter():
        kept = {ATTRIBUTES.get(element.tag), "alt" if element.tag == "img" else None}
        element.attrib = {name: value for name, value in element.attrib.items() if name in kept}
    html = SPACE.sub(" ", tostring(block, encoding="unicode", method="html"))
    html = html.replace(f"<{PLAIN}>", "").replace(f"</{PLAIN}>", "")
    for _level_of_marks in range(3):
        html = NOTHING_MARKED.sub(r"\2", html)
    return AT_AN_END.sub("", AT_A_START.sub(r"\1", AT_A_BREAK.sub("<br>", html))).strip()
