"""Load the demo's content, all of it or nothing: authors and posts from the texts in `content/`, pictures drawn."""

import json
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.core.management import CommandError
from django.db import transaction
from django.utils import timezone

from accounts.models import Author, Book, User
from blog.models import Byline, Category, Image, MenuItem, Page, Post, Series, Site, Tag
from comments.models import Comment
from config.checks import DEMO_MARK
from demo import drawing, scenes
from safe import images
from submissions.models import Guest

CONTENT = Path(__file__).parent / "content"
BROUGHT = (Author, Category, Guest, Image, MenuItem, Page, Post, Series, Tag)


def load() -> None:
    """Fill an empty database; one that holds a post is left as it is. The mark says in the end what was brought.

    Raises CommandError in a site's own folder, which the mark would keep from starting.
    """
    mark = settings.DATA_DIR / DEMO_MARK
    if not mark.exists() and (Post.objects.exists() or User.objects.exists()):
        raise CommandError(f"{settings.DATA_DIR} holds a site. Point DATA_DIR at a folder for the demo.")
    mark.touch()  # production refuses to start beside it
    if Post.objects.exists():
        return
    with transaction.atomic(), marked():
        for entry in _read(CONTENT / "authors.toml")["authors"]:
            _author(entry)
        for path in sorted((CONTENT / "posts").glob("*.toml")):
            _post(_read(path))
        _around_the_posts(site())


@contextmanager
def marked() -> Iterator[None]:
    """Let the mark say in the end that what is made within came with the demo."""
    mark, before = settings.DATA_DIR / DEMO_MARK, _all_there_is()
    yield
    known = json.loads(mark.read_text() or "{}")
    came = {kind: keys - before[kind] for kind, keys in _all_there_is().items()}
    mark.write_text(json.dumps({kind: sorted(keys.union(known.get(kind, []))) for kind, keys in came.items()}))


def site() -> dict:
    """What stands around the posts, as `content/site.toml` has it."""
    return _read(CONTENT / "site.toml")


def _all_there_is() -> dict[str, set[int]]:
    return {kind._meta.label: set(kind._base_manager.values_list("pk", flat=True)) for kind in BROUGHT}


def _read(path: Path) -> dict:
    return tomllib.loads(path.read_text())


def _author(entry: dict) -> None:
    author = Author(slug=entry["slug"], name=entry["name"], is_guest=entry["is_guest"], bio=entry["bio"])
    author.website = entry["website"]
    author.link_lines = "\n".join(f"{link['label']} {link['address']}" for link in entry.get("links", []))
    author.photo = images.reencode(BytesIO(drawing.portrait(entry["photo"])), side=240)
    author.save()
    for book in entry.get("books", []):
        cover = images.reencode(BytesIO(drawing.cover(book.pop("cover"))), side=360)
        Book.objects.create(author=author, cover=cover, **book)


def _post(entry: dict) -> None:
    texts = {name: entry[name] for name in ("slug", "title", "subtitle", "introduction", "body", "question")}
    if "picture" in entry:
        texts["picture"] = _picture(entry["picture"])
    for inside in entry.get("illustrations", []):  # the essay names it by its scene
        texts["body"] = texts["body"].replace(f'src="{inside["scene"]}"', f'src="{_picture(inside).address}"')
    post = Post(**texts, introduced_by=Author.objects.filter(slug=entry["introduced_by"]).first())
    post.save()
    post.categories.set([Category.objects.get_or_create(name=name)[0] for name in entry["categories"]])
    post.tags.set([Tag.objects.get_or_create(name=name)[0] for name in entry["tags"]])
    for position, slug in enumerate(entry["authors"]):
        Byline.objects.create(post=post, author=Author.objects.get(slug=slug), position=position)
    post.publish(by=None, at=timezone.now() - timedelta(days=entry["days_ago"], hours=2))
    _conversation(post, entry.get("comments", []))
    if not entry["comments_open"]:
        post.close_comments(by=None)


def _around_the_posts(entry: dict) -> None:
    known = Site.objects.get_or_create(pk=1)[0]
    for name, value in entry["settings"].items():
        setattr(known, name, value)
    known.save()
    for page in entry["pages"]:
        Page.objects.create(**page, is_public=True)
    for category in entry["categories"]:
        parent = Category.objects.create(name=category["name"], description=category["description"])
        Category.objects.filter(name__in=category["holds"]).update(parent=parent)
    for series in entry["series"]:
        whole = Series.objects.create(name=series["name"], description=series["description"])
        for part, slug in enumerate(series["posts"], 1):
            Post.objects.filter(slug=slug).update(series=whole, part=part)
    for slug, others in entry["related"].items():
        Post.objects.get(slug=slug).related.set(Post.objects.filter(slug__in=others))
    for position, item in enumerate(entry["menu"]):
        _menu_item(item, position)


def _menu_item(item: dict, position: int) -> None:
    page = Page.objects.filter(slug=item.get("page", "")).first()
    category = Category.objects.filter(name=item.get("category", "")).first()
    label, address = item.get("label", ""), item.get("address", "")
    MenuItem.objects.create(label=label, page=page, category=category, address=address, position=position)


def _picture(entry: dict) -> Image:
    """A scene, rendered at once: the demo's pages are as they will be before the clock has made its first round."""
    drawn = images.reencode(BytesIO(scenes.scene(entry["scene"])), side=2000)
    image = Image.objects.create(file=drawn, alt=entry["alt"], credit=entry.get("credit", ""))
    image.render()
    return image


def _conversation(post: Post, entries: list[dict]) -> None:
    said: list[Comment] = []
    for entry in entries:
        parent = said[entry["reply_to"] - 1] if entry["reply_to"] else None
        said.append(_comment(post, parent, entry))


def _comment(post: Post, parent: Comment | None, entry: dict) -> Comment:
    at: datetime = post.published_at + timedelta(minutes=entry["after_minutes"])
    texts = {name: entry[name] for name in ("name", "email", "website", "body")}
    author = Author.objects.filter(slug=entry.get("author", "")).first()
    status = entry.get("status", "approved")
    comment = Comment(
        post=post, parent=parent, author=author, status=status, created_at=min(at, timezone.now()), **texts
    )
    comment.provider = entry.get("provider", "")
    comment.is_answer = parent is None and author is None and bool(post.question) and status == "approved"
    return Comment.objects.bring_in(comment)
