"""An answer as the person at the other end meets it: its parts, its words, and the forms on it."""

from xml.etree.ElementTree import Element

import html5lib
from django.http import HttpResponse


class Page:
    """The parsed HTML of an answer; HTML that a browser would have to repair fails the test."""

    def __init__(self, response: HttpResponse) -> None:
        parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
        self.root: Element = parser.parse(response.content.decode())

    def all(self, path: str, within: Element | None = None) -> list[Element]:
        return (self.root if within is None else within).findall(f".//{path}")

    def one(self, path: str) -> Element:
        (found,) = self.all(path)
        return found

    def has(self, path: str) -> bool:
        return bool(self.all(path))

    def of_class(self, name: str) -> list[Element]:
        return [node for node in self.root.iter() if isinstance(node.tag, str) and name in classes(node)]

    def words(self, path: str) -> str:
        return words(self.one(path))

    def fields(self, form: str) -> dict[str, str]:
        """What a browser would send of the form with this id, nothing being changed in it."""
        found = self.one(f"form[@id='{form}']")
        inputs = {node.get("name"): _value(node) for node in self.all("input", found) if _is_sent(node)}
        return inputs | {node.get("name"): node.text or "" for node in self.all("textarea", found)}

    @property
    def menu(self) -> list[tuple[str, str]]:
        """The entries of the main menu: address and label."""
        return [(node.get("href"), words(node)) for node in self.all("nav[@aria-label='Main']/a")]

    @property
    def comments(self) -> list[str]:
        """The ids of the comments that are shown, in their order; stubs are none."""
        return [node.get("id") for node in self.of_class("comment") if node.tag == "article"]

    @property
    def stubs(self) -> list[str]:
        return [node.get("id") for node in self.of_class("comment--stub")]


def words(node: Element) -> str:
    return " ".join("".join(node.itertext()).split())


def classes(node: Element) -> list[str]:
    return node.get("class", "").split()


def _is_sent(node: Element) -> bool:
    return bool(node.get("name")) and (node.get("type") not in ("checkbox", "radio") or node.get("checked") is not None)


def _value(node: Element) -> str:
    return node.get("value", "on" if node.get("type") == "checkbox" else "")
