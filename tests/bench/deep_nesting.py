"""How long the doors for HTML take over hostile nesting, and over an ordinary essay.

Run with `python -m tests.bench.deep_nesting`. Prints milliseconds, the best of three.
"""

import os
from collections.abc import Callable, Iterator
from time import perf_counter

SIZE = 100_000  # characters
LONGEST_COMMENT = 65_525  # characters
DEEP = ["<div>", "<b>", "<div></span>", "<b title='</b>'>", "<ul x='</ul>'>"]
WIDE = ["<p>", "<li>", "<br>", "&", "<", "> ", "```\n", "*a "]
SENTENCE = "Words that <em>matter</em> to <a href='/bees/'>bees</a>. "  # five words
ESSAY = f"<p>{SENTENCE * 12}</p>" * 10


def cases() -> Iterator[tuple[str, str]]:
    for piece in (*DEEP, *WIDE):
        yield f"{piece!r} over and over", piece * (SIZE // len(piece))
    yield "an essay of 600 words", ESSAY


def milliseconds(door: Callable[[str], str], source: str) -> tuple[float, str]:
    from django.core.exceptions import ValidationError

    taken = []
    for _time in range(3):
        start, said = perf_counter(), "taken"
        try:
            door(source)
        except ValidationError as refused:
            said = f"refused: {refused.messages[0]}"
        taken.append((perf_counter() - start) * 1000)
    return min(taken), said


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    from safe.html import article, comment

    for name, source in cases():
        for door, most in ((article, SIZE), (comment, LONGEST_COMMENT)):
            taken, said = milliseconds(door, source[:most])
            print(f"{door.__name__:8} {name:32} {taken:8.1f} ms  {said}")


if __name__ == "__main__":
    main()
