"""The picture that stands for a post where its address is passed on (see safe.images.card).

Drawn by the clock, so that publishing never waits, and drawn anew where a post's title, its byline, the first author's
photo or the site's name is another. Beside it a post keeps what the card was drawn of.
"""

from collections import defaultdict
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING

from accounts.models import Author
from blog.models.site import Site
from safe import images
from safe.fields import stored_under

if TYPE_CHECKING:
    from blog.models.post import Post
    from blog.models.queries import PostQuerySet

MOST = 20  # drawn in one round of the clock
DRAWING = "1"  # counted up when cards are to look different


def card_path(post: "Post", name: str) -> str:
    return stored_under("cards", name)


def sweep(posts: "PostQuerySet") -> None:
    """Draw the cards that these posts lack, or that say what is no longer so; the newest posts first."""
    for post in posts.filter(pk__in=_stale(posts)[:MOST]).with_bylines():
        _draw(post)


def discard(name: str, posts: "PostQuerySet") -> None:
    """Delete a stored card unless one of the posts has it: the same words make the same picture."""
    if name and not posts.filter(card=name).exists():
        posts.model._meta.get_field("card").storage.delete(name)


def _stale(posts: "PostQuerySet") -> list[int]:
    """In two queries that look at nothing but what is drawn."""
    through = posts.model.authors.through.objects.filter(post__in=posts)
    people = defaultdict(list)
    for post, *person in through.values_list("post", "author__name", "author__photo"):
        people[post].append(person)
    drawn = posts.newest_first().values_list("pk", "title", "card_of")
    return [pk for pk, title, card_of in drawn if _says(title, people[pk]) != card_of]


def _says(title: str, people: list[list[str]]) -> str:
    """What a card is drawn of, in short; `people` are names and photos in the byline's order."""
    names = [name for name, _photo in people]
    photo = people[0][1] if people else ""
    return sha256("\n".join([DRAWING, Site.current().name, title, photo, *names]).encode()).hexdigest()[:32]


def _draw(post: "Post") -> None:
    """Written past save(): a card is no edit, and a form that was open must not undo it."""
    authors, before = post.byline_authors, post.card.name
    byline = ", ".join(author.name for author in authors)
    picture = images.draw_card(title=post.title, byline=byline, site=Site.current().name, sitter=_sitter(authors))
    name = post._meta.get_field("card").keep(post, picture) if picture else ""
    says = _says(post.title, [[author.name, author.photo.name or ""] for author in authors])
    posts = type(post).objects.all()
    posts.filter(pk=post.pk).update(card=name, card_of=says)
    discard(before, posts)


def _sitter(authors: list[Author]) -> images.Sitter:
    if not authors:
        return images.Sitter()
    face = authors[0].face
    return images.Sitter(face.initials, face.tint, _photo(authors[0]))


def _photo(author: Author) -> BytesIO | None:
    """The stored photo; None also where its file is gone."""
    if not author.photo:
        return None
    try:
        with author.photo.open() as file:
            return BytesIO(file.read())
    except OSError:
        return None
