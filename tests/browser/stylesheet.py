"""Our stylesheets as the oldest browsers we promise to serve read them: Safari 15.4 and Chrome 99.

What is newer than both is taken out, as such a browser passes over it.
"""

import re

# Blocks: container queries (2022), @supports for what we ask with it, @scope, @starting-style, @property.
NEWER_BLOCK = re.compile(r"@(?:supports|container|scope|starting-style|property)\b[^{}]*\{")
NEWER_DECLARATION = re.compile(
    r"(?<![\w-])(?:text-wrap|field-sizing|container(?:-\w+)?|size-adjust|(?:ascent|descent|line-gap)-override|"
    r"text-box|translate|rotate|scale|scrollbar-gutter|view-transition-\w+|animation-timeline|anchor-\w+)\s*:[^;{}]*;?"
)
NEWER_VALUE = re.compile(
    r"[\w-]+\s*:[^;{}]*(?:light-dark\(|oklch\(|oklab\(|color-mix\(|\bl(?:ab|ch)\(|round\(|sin\(|"
    r"\d(?:[dsl]v(?:h|w|b|i|min|max)|cq(?:w|h|i|b|min|max)|r?lh)\b)[^;{}]*;?"
)
NEWER_RULE = re.compile(r"[^{};]*(?::has\(|&)[^{}]*\{[^{}]*\}")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def at_the_floor(css: str) -> str:
    css = COMMENT.sub("", css)
    while block := NEWER_BLOCK.search(css):
        css = css[: block.start()] + css[_end(css, block.end()) :]
    for newer in (NEWER_RULE, NEWER_DECLARATION, NEWER_VALUE):
        css = newer.sub("", css)
    return css


def nested(css: str) -> list[str]:
    """The selectors of rules that stand inside other rules, which Safari 15.4 does not know."""
    found, around = [], []
    for prelude, brace in re.findall(r"([^{};]*)([{};])", COMMENT.sub("", css)):
        if brace == "{":
            found += [prelude.strip()] if around and not around[-1].startswith("@") else []
            around.append(prelude.strip())
        elif brace == "}":
            around.pop()
    return found


def _end(css: str, at: int) -> int:
    """Where the block ends whose inside begins at `at`."""
    depth = 1
    while depth:
        depth += {"{": 1, "}": -1}.get(css[at], 0)
        at += 1
    return at
