"""The reference page as a story to play: its texts, read from where they lie, never copied into the project."""

import re
from dataclasses import dataclass
from xml.etree import ElementTree

from playwright.sync_api import Page

from tests import tools

WP = "{http://wordpress.org/export/1.2/}"


@dataclass
class GuestPost:
    guest: str
    title: str
    introduction: str
    essay: list[str]
    question: str
    bio: str
    book: str


@dataclass
class Said:
    key: str
    parent: str
    name: str
    email: str
    website: str
    body: str
    fate: str  # "1" approved, "0" held, "spam"

    @property
    def is_reply(self) -> bool:
        return self.parent != "0"


def guest_post() -> GuestPost:
    lines = [line.strip() for line in tools.shared("reference/guest-post.txt").read_text().splitlines() if line.strip()]
    guest, title = re.search(r"– (.+?) :: (.+)", lines[0]).groups()
    asked = next(index for index, line in enumerate(lines) if index > 2 and line.endswith("?"))
    book = lines[asked + 1].rpartition(" book ")[2].rstrip(".")
    bio = next(line for line in lines[asked + 1 :] if line.startswith(guest))
    return GuestPost(guest, title, lines[1], lines[3:asked], lines[asked], bio, book)


def essay_as_typed(essay: list[str]) -> str:
    """The essay as an editor types it: first words emphasised, last words of the second paragraph a link."""
    first, second, *rest = essay
    first = re.sub(r"^(\S+ \S+ \S+)", r"<em>\1</em>", first)
    second = re.sub(r"(\S+ \S+ \S+)$", r'<a href="https://example.org/more">\1</a>', second)
    return "\n\n".join([first, second, *rest])


def conversation() -> list[Said]:
    tree = ElementTree.parse(tools.shared("reference/guest-post.wxr.xml"))
    return [_said(node) for node in tree.iter(f"{WP}comment")]


def _said(node: ElementTree.Element) -> Said:
    names = ["id", "parent", "author", "author_email", "author_url", "content", "approved"]
    return Said(*(node.findtext(f"{WP}comment_{name}") or "" for name in names))


PASTE = """(editor, html) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  editor.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


def write(page: Page, field: str, source: str) -> None:
    """Paste into the editor where scripts run, as from a word processor; else type into the textarea."""
    textarea = page.locator(f"textarea[name={field}]")
    if not page.evaluate("!!window.gettext"):  # the admin's own scripts have not run
        return textarea.fill(source)
    editor = page.locator(f".field-{field} .tiptap")
    editor.click()
    html = "".join(f"<p>{paragraph}</p>" for paragraph in source.split("\n\n"))
    return editor.evaluate(PASTE, html)
