"""How deeply the tags of HTML nest, counted in one pass before anything slower reads them."""

import re
from collections import Counter

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

DEEPEST = 100  # levels of nested tags; bleach is quadratic in them
# Comments of every kind, else a tag with its attributes as HTML's tokenizer reads them (HTML standard, §13.2.5).
TAG = re.compile(
    r"""<!--(?:-?>|.*?(?:--!?>|\Z)) | <[!?][^>]*>? | </[^a-zA-Z][^>]*>?
    | <(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*+)
      (?:[\s/]++ | [^\s/>][^\s/>=]*+ (?:\s*+=\s*+ (?:"[^"]*+" | '[^']*+' | [^\s>]++))?+ )*+ >?""",
    re.DOTALL | re.VERBOSE,
)
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())  # noqa: SIM905
CLOSED_BY_THE_NEXT = frozenset("p li dt dd option tr td th tbody thead tfoot".split())  # noqa: SIM905
NEVER_DEEPER = VOID | CLOSED_BY_THE_NEXT  # these nest only inside others, which are counted


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
