"""From the demo to a site: what came with the demo goes, what people wrote since stays."""

import json
import shutil
import sqlite3
from io import BytesIO
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.conf import settings as configured
from django.core.files.storage import default_storage
from django.db import transaction
from django.test import Client, override_settings

from accounts.models import Author, Identity, User
from blog.models import Category, Image, MenuItem, Page, Post, Series, Site, Tag, cards
from comments.models import Comment, Confirmation, HalfWritten
from config.checks import DEMO_MARK, demo_content_is_here
from config.founding import settle
from config.questions import Answers
from demo import editor, guests, leaving, publication
from outbox.models import Mail, Wording
from safe.images import reencode
from search.models import Document
from slugs.models import FormerSlug
from submissions.models import Guest, Invitation, Licence, Link, Pitch, Submission, Terms
from tests.config.running import run
from tests.factories import make_author, make_comment, make_draft, make_image, make_post, make_user
from tests.safe.pictures import photo

pytestmark = pytest.mark.django_db
ME = {
    "SITE_NAME": "Nib & Ink",
    "SITE_URL": "https://nib.example.org",
    "OWNER_NAME": "Jo Ash",
    "OWNER_EMAIL": "jo@example.org",
    "OWNER_PASSWORD": "nine violet otters",
}


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker, tmp_path_factory):
    """A demo as it is on the day after: loaded, signed in to, its cards drawn. Made once: drawing takes its time."""
    folder = tmp_path_factory.mktemp("loaded")
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(DATA_DIR=folder, MEDIA_ROOT=folder / "media"):
            publication.load()
            editor.sign_in()
            guests.come()
            cards.sweep(Post.objects.published())
        yield folder
        transaction.set_rollback(True)


@pytest.fixture
def demo(loaded: Path, tmp_path: Path, settings):
    """That demo, for one test alone."""
    settings.DATA_DIR = shutil.copytree(loaded, tmp_path / "demo")
    settings.MEDIA_ROOT = settings.DATA_DIR / "media"
    with transaction.atomic():
        yield settings.DATA_DIR
        transaction.set_rollback(True)


@pytest.fixture
def leave(demo: Path, django_capture_on_commit_callbacks):
    def leave_demo() -> None:
        with django_capture_on_commit_callbacks(execute=True):
            leaving.unload()

    return leave_demo


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in (folder / "media").rglob("*") if path.is_file()}


def how_many() -> dict[str, int]:
    kinds = [Post, Author, Category, Tag, Series, Page, MenuItem, Image, Comment, User, Document, FormerSlug]
    kinds += [Guest, Submission, Pitch, Licence, Link, Mail]
    return {kind.__name__: kind.objects.count() for kind in kinds if kind.objects.exists()}


def test_a_demo_in_which_nothing_was_written_leaves_nothing(demo: Path, leave):
    assert len(files(demo)) > 40
    leave()
    site = Site.objects.get()
    assert how_many() == {}
    assert (site.footer, site.footer_html, site.link_lines) == ("", "", "")
    assert (files(demo), demo_content_is_here(), editor.password_file().exists()) == (set(), False, False)


def test_what_was_written_since_stays(demo: Path, leave):
    mine = make_post(title="On knots", authors=[make_author(name="Jo Ash")], picture=make_image(alt="A knot"))
    said = make_comment(post=mine, body="Tied and tested")
    mine.tags.set([Tag.objects.get(name="boats"), Tag.objects.create(name="rope")])
    mine.categories.set([Category.objects.get(name="Kitchen")])
    page = Page.objects.create(title="Where we are", body="<p>Here.</p>", is_public=True)
    MenuItem.objects.create(page=page)
    draft = make_draft(title="Half done", authors=[make_author(name="Kit Moss")])
    leave()
    assert set(Post.objects.all()) == {mine, draft}
    assert list(Comment.objects.all()) == [said]
    assert {tag.name for tag in Tag.objects.all()} == {"boats", "rope"}
    assert {category.name for category in Category.objects.all()} == {"Under a Roof", "Kitchen"}
    assert [str(entry) for entry in MenuItem.objects.all()] == ["Where we are"]
    assert {author.name for author in Author.objects.all()} == {"Jo Ash", "Kit Moss"}
    (picture,) = Image.objects.all()
    assert picture.alt == "A knot"
    assert files(demo) == {f"media/{picture.file.name}"}
    assert {document.title for document in Document.objects.all()} == {"On knots", "Jo Ash", "Kit Moss", "Where we are"}


def test_guests_whom_the_editor_invited_stay_and_so_do_their_terms(demo: Path, leave):
    Terms.current().reword_licence("Everything is yours.")
    asked = {"by": User.objects.get(email=editor.EMAIL), "name": "Kit Moss", "email": "kit@example.net"}
    submission = Invitation.objects.send(**asked, words="On knots.").submission
    submission.write({"title": "On knots", "body": "<p>Tied.</p>"}, by=submission.guest, seen=submission.seen)
    submission.submit(by=submission.guest, agreed=True)
    leave()
    assert [str(one) for one in Submission.objects.all()] == ["“On knots” by Kit Moss"]
    assert [guest.name for guest in Guest.objects.all()] == ["Kit Moss"]
    assert [licence.text for licence in Licence.objects.all()] == ["Everything is yours."]


def test_a_post_under_a_demo_authors_name_keeps_its_author(demo: Path, leave):
    marta = Author.objects.get(slug="marta-lindqvist")
    mine = make_post(title="On knots", authors=[marta], introduced_by=Author.objects.get(slug="idris-bellamy"))
    leave()
    marta.refresh_from_db()
    assert (list(mine.bylines.values_list("author", flat=True)), marta.user) == ([marta.pk], None)
    assert {author.slug for author in Author.objects.all()} == {"marta-lindqvist", "idris-bellamy"}
    assert default_storage.exists(marta.photo.name)


def test_a_picture_of_the_demo_stays_where_something_of_ours_shows_it(demo: Path, leave):
    picture = Post.objects.get(slug="soup-for-forty").picture
    make_post(title="On soup", authors=[make_author(name="Jo Ash")], picture=picture)
    leave()
    assert list(Image.objects.all()) == [picture]
    assert files(demo) == {f"media/{rendition['path']}" for rendition in picture.renditions}


def test_what_people_said_under_the_demos_posts_goes_with_them(demo: Path, leave):
    make_comment(post=Post.objects.get(slug="soup-for-forty"), body="I like leeks")
    leave()
    assert (Comment.objects.count(), Document.objects.find("leeks", kinds=["comment"])) == (0, [])


def test_a_page_that_somebody_made_their_own_stays_with_its_place_in_the_menu(demo: Path, leave):
    page = Page.objects.get(slug="about")
    page.body = "<p>About us.</p>"
    page.save()
    leave()
    assert [page.slug for page in Page.objects.all()] == ["about"]
    assert [entry.leads_to for entry in MenuItem.objects.all()] == ["/about/"]


def test_settings_that_somebody_changed_stay(demo: Path, leave):
    site = Site.objects.get()
    site.footer, site.posts_per_page = "Ours", 7
    site.save()
    leave()
    site.refresh_from_db()
    assert (site.footer, site.posts_per_page, site.link_lines) == ("Ours", 7, "")


def test_nothing_of_the_demo_can_be_found_or_reached_any_more(demo: Path, leave, reader: Client):
    addresses = [thing.get_absolute_url() for kind in (Post, Author, Tag) for thing in kind.objects.all()]
    leave()
    assert {reader.get(address).status_code for address in addresses} == {404}
    assert Document.objects.find("slipway", kinds=["post", "page", "author", "book", "comment"]) == []


def test_whoever_owned_an_account_in_the_demo_owns_the_site(demo: Path, leave):
    jo = make_user(email="jo@example.org", name="Jo")
    leave()
    settle(Answers("Nib", "https://nib.example.org", "Jo Ash", "jo@example.org", "nine violet otters"))
    jo.refresh_from_db()
    assert (jo.name, jo.is_superuser, jo.check_password("nine violet otters")) == ("Jo Ash", True, True)
    assert (jo.author.name, Site.objects.get().name) == ("Jo Ash", "Nib")


def come_in(key: str, *, who: User, uid: str = "1") -> Identity:
    """As after a sign-in at that provider, with a picture of it."""
    SocialAccount.objects.create(user=who, provider=key, uid=uid)
    identity = Identity.objects.create(user=who, provider=key, uid=uid, name=f"{who.name} at {key}")
    identity.picture = reencode(BytesIO(photo(60, 60)), side=192)
    identity.save()
    return identity


def invented(email: str | None = "marta@people.example", **given: object) -> User:
    user = User.objects.create_user(email, None, name="Marta Hollis", **given)
    if email:
        user.emailaddress_set.create(email=email, verified=True, primary=True)
    return user


def say_as(identity: Identity) -> Comment:
    post = make_post(title="On knots", authors=[make_author(name="Jo Ash")])
    given = {"identity": identity, "provider": identity.provider, "picture": identity.picture.name}
    return make_comment(post=post, user=identity.user, name=identity.name, body="Well tied", **given)


@pytest.mark.parametrize("key", ["wordpress", "google", "x", "facebook"])
@pytest.mark.parametrize("may", ["comment", "do everything"])
def test_nobody_who_came_in_by_a_stand_in_comes_along(demo: Path, leave, key: str, may: str):
    said = say_as(come_in(key, who=invented(is_superuser=may == "do everything", is_staff=may == "do everything")))
    HalfWritten.objects.keep(key="a", post=said.post, user=said.user, said={"body": "Half"}, network="")
    HalfWritten.objects.keep(key="b", post=said.post, user=None, said={"body": "Half"}, network="")
    leave()
    kinds = (User, Identity, SocialAccount, EmailAddress, HalfWritten)
    assert [kind.objects.count() for kind in kinds] == [0, 0, 0, 0, 0]
    said.refresh_from_db()
    nobody = (said.name, said.email, said.user, said.provider, bool(said.picture))
    assert (nobody, said.body) == (("Anonymous", "", None, "", False), "Well tied")
    assert [path for path in files(demo) if "avatars" in path] == []


def test_somebodys_own_account_loses_no_more_than_who_it_was_at_a_stand_in(demo: Path, leave):
    jo = make_user(email="jo@example.org", name="Jo")
    said = say_as(come_in("google", who=jo))
    kept = come_in("oidc", who=jo)
    own = make_comment(post=said.post, user=jo, name="Jo", body="My own")
    leave()
    assert list(User.objects.all()) == [jo]
    assert (list(Identity.objects.all()), SocialAccount.objects.get().provider) == ([kept], "oidc")
    said.refresh_from_db()
    own.refresh_from_db()
    assert (said.name, said.user, own.name, own.user) == ("Anonymous", None, "Jo", jo)


def test_whoever_came_in_by_two_stand_ins_goes_once(demo: Path, leave):
    marta = invented(email=None)
    for key in ("google", "x"):
        come_in(key, who=marta)
    leave()
    assert (User.objects.count(), Identity.objects.count()) == (0, 0)


def test_a_demo_that_does_not_say_what_it_brought_is_left_alone(demo: Path):
    (demo / DEMO_MARK).write_text("")
    with pytest.raises(leaving.CommandError, match="Its mark does not say"):
        leaving.unload()
    assert Post.objects.count() == 11


def test_the_mark_says_what_came_with_the_demo(demo: Path):
    brought = json.loads((demo / DEMO_MARK).read_text())
    assert len(brought["blog.Post"]) == 11


# As those who run it meet it


LOAD = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from demo import editor, publication
publication.load(); editor.sign_in()
from tests.factories import make_author, make_post, make_image
make_post(title="On knots", authors=[make_author(name="Jo Ash")], picture=make_image())
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """The folder of a real demo with one post of ours in it."""
    folder = tmp_path_factory.mktemp("demo") / "demo"
    loaded = run("-c", LOAD, data=folder, DEMO="1", DJANGO_SETTINGS_MODULE="config.settings")
    assert (loaded.returncode, loaded.stderr) == (0, "")
    return folder


@pytest.mark.service
@pytest.mark.skipif("sqlite" not in configured.DATABASES["default"]["ENGINE"], reason="the demo is copied as a folder")
def test_one_command_makes_a_site_of_it_and_leaves_the_demo_as_it_was(folder: Path):
    file, home = folder.parent / "site.env", folder.parent / "site"
    before = files(folder)
    ended = run("manage.py", "leave_demo", data=folder, **ME | {"ENV_FILE": str(file)})
    assert (ended.returncode, ended.stderr) == (0, "")
    assert f"The site is founded in {home}" in ended.stdout
    assert sorted(path.name for path in folder.parent.iterdir()) == ["demo", "site", "site.env"]
    assert (files(folder), (folder / DEMO_MARK).exists()) == (before, True)
    assert posts_in(folder) == 8
    assert (posts_in(home), (home / DEMO_MARK).exists()) == (1, False)
    started = run("-W", "ignore", "-c", "import config.wsgi", data=home, ENV_FILE=str(file))
    assert (started.returncode, started.stderr) == (0, "")
    again = run("manage.py", "leave_demo", data=folder, **ME | {"ENV_FILE": str(file)})
    assert (again.returncode, "There is a site here already" in again.stderr) == (1, True)


@pytest.mark.service
@pytest.mark.skipif("sqlite" not in configured.DATABASES["default"]["ENGINE"], reason="the demo is copied as a folder")
def test_what_goes_wrong_leaves_the_demo_and_nothing_else(folder: Path, tmp_path: Path):
    broken = tmp_path / "demo"
    shutil.copytree(folder, broken)
    (broken / DEMO_MARK).write_text("")
    ended = run("manage.py", "leave_demo", data=broken, **ME | {"ENV_FILE": str(tmp_path / "site.env")})
    assert (ended.returncode, "The demo could not be left. It is as it was." in ended.stderr) == (1, True)
    assert [path.name for path in tmp_path.iterdir()] == ["demo"]
    assert posts_in(broken) == 8


def posts_in(folder: Path) -> int:
    return sqlite3.connect(folder / "byline.sqlite3").execute("select count(*) from blog_post").fetchone()[0]


def test_no_mail_that_leads_to_the_demo_leaves_the_site(demo: Path):
    Confirmation.objects.ask(Comment.objects.filter(user=None, identity=None).exclude(email="").first())
    Wording.objects.create(kind="comment-confirmation", subject="Mine", body="{link}")
    leaving.unload()
    assert (Mail.objects.count(), Wording.objects.get().subject) == (0, "Mine")
