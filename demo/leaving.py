"""From the demo to a site: what came with the demo goes, what was written since stays.

It is done in a copy of the demo's folder, which becomes the site's. The demo itself stays as it is, and whatever stops
the work halfway stops it in a copy that is thrown away.
"""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from allauth.socialaccount.models import SocialAccount
from django.apps import apps
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management import CommandError
from django.db import models, transaction
from django.db.models import Q

from accounts.models import Author, Identity, User
from blog.models import Category, Image, MenuItem, Page, Post, Series, Site, Tag
from comments.models import Comment, HalfWritten
from config.checks import DEMO_MARK
from config.providers import NAMES
from config.questions import Answers
from demo import editor, publication
from outbox.models import Mail
from search.models import Document
from slugs.models import FormerSlug
from submissions.models import Guest, Licence, Pitch
from submissions.models.terms import FIRST_LICENCE

NOT_COPIED = ("static", "cache", "secret-key", "editor-password", "byline.sqlite3*")
DRAWN = ("authors", "books", "cards", "images")  # the folders of media that the demo puts pictures into


@contextmanager
def copied(home: Path) -> Iterator[Path]:
    """A copy of the demo's folder, which is `home` in the end, or nothing where something goes wrong."""
    draft = home.with_name(f"{home.name}.part")
    shutil.rmtree(draft, ignore_errors=True)  # of a run that was killed
    try:
        shutil.copytree(settings.DATA_DIR, draft, ignore=shutil.ignore_patterns(*NOT_COPIED))
        _copy_database(settings.DATA_DIR / "byline.sqlite3", draft / "byline.sqlite3")
        yield draft
        draft.rename(home)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _copy_database(source: Path, target: Path) -> None:
    """As one moment has it, also while the demo is running."""
    with closing(sqlite3.connect(source)) as before, closing(sqlite3.connect(target)) as after:
        before.backup(after)


def leave_in(folder: Path, answers: Answers) -> None:
    """Clear the demo out of `folder` and settle its owner there, in a process that has no other folder open."""
    said = {
        "SITE_NAME": answers.name,
        "SITE_URL": answers.address,
        "OWNER_NAME": answers.owner,
        "OWNER_EMAIL": answers.email,
        "OWNER_PASSWORD": answers.password,
    }
    environment = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "DEMO")}
    environment |= said | {"DATA_DIR": str(folder), "ENV_FILE": ""}
    command = [sys.executable, "manage.py", "leave_demo", "--here"]
    ended = subprocess.run(command, cwd=settings.BASE_DIR, env=environment, stdin=subprocess.DEVNULL, check=False)  # noqa: S603  nothing in it comes from outside
    if ended.returncode:
        raise CommandError("The demo could not be left. It is as it was.")


def unload() -> None:
    """Remove what `publication.load` brought and nobody uses, its mark, and the editor with the printed password."""
    brought = _brought()
    with transaction.atomic():
        _remove_posts(brought["blog.Post"])
        _remove_pages(brought["blog.Page"], brought["blog.MenuItem"])
        _remove_invented_people()
        User.objects.filter(email=editor.EMAIL).delete()
        _remove_guests(brought.get("submissions.Guest", []))
        _remove_unused(brought)
        _reset_site()
        Mail.objects.all().delete()  # they lead to the demo, and those that wait would leave from the site
    _delete_pictures_of_nothing()
    (settings.DATA_DIR / DEMO_MARK).unlink()
    editor.password_file().unlink(missing_ok=True)


def _brought() -> dict[str, list[int]]:
    """The keys of all that the demo brought, by kind, as its mark says."""
    try:
        return json.loads((settings.DATA_DIR / DEMO_MARK).read_text())
    except (OSError, ValueError) as unknown:
        mend = "Its mark does not say what came with it. Remove the folder, and try the demo again with `make run`."
        raise CommandError(f"There is no demo in {settings.DATA_DIR}, or an old one. {mend}") from unknown


def _remove_posts(keys: list[int]) -> None:
    for comment in Comment.objects.filter(post__in=keys).only("pk"):
        Document.objects.drop("comment", comment.pk)
    _delete(Post.objects.filter(pk__in=keys))


def _remove_invented_people() -> None:
    """Whoever came in by a stand-in: in a real site they would open the accounts of those who are not invented.

    An account with a password is somebody's own, and loses no more than who it was at the stand-ins.
    """
    HalfWritten.objects.all().delete()
    for identity in Identity.objects.filter(provider__in=NAMES).select_related("user"):
        if identity.user.email and identity.user.has_usable_password():
            identity.remove(by=identity.user)
    for account in SocialAccount.objects.filter(provider__in=NAMES).select_related("user"):
        User.objects.filter(pk=account.user_id).update(is_superuser=False)  # nobody's leave is asked for
        account.user.leave(by=account.user)


def _remove_guests(keys: list[int]) -> None:
    """Those who came with the demo, unless they have begun something since."""
    for guest in Guest.objects.filter(pk__in=keys, submissions=None):
        Pitch.objects.filter(email=guest.email).delete()
        guest.delete()
    Licence.objects.filter(submission=None, text=f"{FIRST_LICENCE}").delete()  # which the site says in its own language


def _remove_pages(keys: list[int], entries: list[int]) -> None:
    """The pages that nobody changed, and the demo's menu but for what leads to things that stay."""
    written = {page["title"]: page["body"] for page in publication.site()["pages"]}
    same = [page.pk for page in Page.objects.filter(pk__in=keys) if written.get(page.title) == page.body]
    _delete(Page.objects.filter(pk__in=same))
    stays = Q(page__isnull=False) | Q(category__posts__isnull=False)
    _delete(MenuItem.objects.filter(pk__in=entries).exclude(pk__in=MenuItem.objects.filter(stays)))


def _remove_unused(brought: dict[str, list[int]]) -> None:
    authors = Author.objects.filter(bylines=None, introductions=None, comments=None)
    images = Image.objects.filter(led_posts=None, illustrations=None)
    children, parents = (
        Category.objects.filter(posts=None, children=None, parent__isnull=top) for top in (False, True)
    )
    series, tags = (kind.objects.filter(posts=None) for kind in (Series, Tag))
    for unused in (authors, images, children, parents, series, tags):
        _delete(unused.filter(pk__in=brought[unused.model._meta.label]))
        gone = FormerSlug.objects.filter(kind=unused.model._meta.label_lower)
        gone.exclude(object_id__in=unused.model._base_manager.values("pk")).delete()


def _delete(things: models.QuerySet) -> None:
    """One by one, since some take more than their row with them."""
    for thing in things.distinct():
        thing.delete()


def _reset_site() -> None:
    """Empty what still is as the demo said it."""
    site, said = Site.objects.get_or_create(pk=1)[0], publication.site()["settings"]
    for name in said:
        if getattr(site, name) == said[name]:
            setattr(site, name, "")
    site.save()


def _delete_pictures_of_nothing() -> None:
    used = {rendition["path"] for image in Image.objects.all() for rendition in image.renditions}
    for kind in apps.get_models():
        for field in kind._meta.concrete_fields:
            if isinstance(field, models.FileField):
                used |= set(kind._base_manager.values_list(field.name, flat=True))
    for file in _stored():
        if file not in used:
            default_storage.delete(file)


def _stored() -> list[str]:
    media = Path(settings.MEDIA_ROOT)
    files = [path for folder in DRAWN for path in (media / folder).rglob("*") if path.is_file()]
    return [str(path.relative_to(media)) for path in files]
