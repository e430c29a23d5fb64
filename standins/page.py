"""The pages that a person sees. They work without JavaScript, and say on top that they are scenery."""

from collections.abc import Iterable
from html import escape

from standins.people import Person

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/look.css">
</head>
<body>
<main>
<p class="notice">{notice}</p>
<h1>{title}</h1>
{body}
</main>
</body>
</html>
"""


def page(title: str, body: str, *, stands_for: str) -> str:
    """`body` is HTML, the others are text."""
    notice = f"This is a stand-in for {stands_for} on this machine. Nobody’s real account is involved."
    return _PAGE.format(title=escape(title), notice=escape(notice), body=body)


def consent(provider: str, *, site: str, scopes: Iterable[str], people: Iterable[tuple[Person, str | None]]) -> str:
    """Who do you want to be? `people` come with the address of their picture. The answer goes to the page's address."""
    asked = ", ".join(sorted(scopes))
    choices = "".join(_choice(person, picture) for person, picture in people)
    body = (
        f"<p><strong>{escape(site)}</strong> wants to know who you are. It asks for: {escape(asked)}.</p>"
        f'<form method="post"><ul>{choices}</ul>'
        '<p><button class="cancel" name="cancel" value="1">Cancel</button></p></form>'
    )
    return page("Choose who to be", body, stands_for=provider)


def _choice(person: Person, picture: str | None) -> str:
    return (
        f'<li>{_face(picture)}<p class="who"><strong>{escape(person.name)}</strong><br>{escape(_address(person))}</p>'
        f'<button name="person" value="{escape(person.handle)}">Continue as {escape(person.name)}</button></li>'
    )


def _face(picture: str | None) -> str:
    return (
        f'<img src="{escape(picture)}" alt="" width="48" height="48">' if picture else '<span class="faceless"></span>'
    )


def _address(person: Person) -> str:
    if person.email is None:
        return "no e-mail address"
    return f"{person.email}, {'verified' if person.verified else 'not verified'}"


def refusal(provider: str, why: str) -> str:
    """Why nobody is sent back to the site: it cannot be known to be the site."""
    return page("This request is not answered", f"<p>{escape(why)}</p>", stands_for=provider)
