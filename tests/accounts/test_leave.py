"""`User.leave`: the account goes, and takes nothing of anybody else's with it."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client

from accounts import leaving
from accounts.models import Author, User
from blog.models import Autosave, Decision, Image, Post, Revision
from comments.models import Comment, Moderation
from tests.accounts.codes import give_app
from tests.factories import make_comment, make_draft, make_image, make_post, make_user

pytestmark = pytest.mark.django_db
NOBODY_LEFT = "Nobody would be left who may do everything on this site."


@pytest.fixture
def owner(db: None) -> User:
    return User.objects.create_superuser("owner@example.org", "a long password", name="Owner")


def at_home(client: Client, user: User) -> Client:
    client.post("/accounts/login/", {"login": user.email, "password": "a long password"})
    client.post("/accounts/reauthenticate/", {"password": "a long password"})
    return client


# What goes


def test_the_account_goes_with_all_that_is_its_own(reader: Client, outsider: User):
    at_home(reader, outsider)
    outsider.emailaddress_set.create(email=outsider.email)
    give_app(outsider)
    outsider.leave(by=outsider)
    gone = [User.objects, EmailAddress.objects, Authenticator.objects, UserSession.objects, Session.objects]
    assert [kept.count() for kept in gone] == [0, 0, 0, 0, 0]


def test_it_may_be_said_twice(outsider: User):
    again = User.objects.get(pk=outsider.pk)
    outsider.leave(by=outsider)
    outsider.leave(by=outsider)
    again.leave(by=again)
    assert not User.objects.exists()


# What stays


def test_what_they_said_stays_and_is_nobodys(outsider: User, post: Post):
    comment = make_comment(post=post, user=outsider, name=outsider.name, email=outsider.email, body="They hum.")
    outsider.leave(by=outsider)
    comment.refresh_from_db()
    assert (comment.name, comment.user, comment.email, comment.body) == ("Anonymous", None, "", "They hum.")
    last = comment.moderations.first()
    assert (last.what, last.who) == ("made anonymous", "its writer")


def test_what_they_wrote_stays_under_their_byline(author: User):
    post = make_post(authors=[author.author], title="On bees")
    author.leave(by=author)
    assert [byline.name for byline in Post.objects.get(pk=post.pk).byline_authors] == ["Bela Stone"]
    assert Author.objects.get(name="Bela Stone").user is None


def test_what_they_did_for_others_stays(editor: User, guest: Author, signed_in):
    post = make_draft(authors=[guest])
    post.publish(by=editor)
    Revision.objects.record(post, by=editor)
    image = make_image(uploaded_by=editor)
    comment = make_comment(post=post, status="pending")
    comment.approve(by=editor)
    before = [Post.objects.count(), Revision.objects.count(), Decision.objects.count(), Moderation.objects.count()]
    editor.leave(by=editor)
    after = [Post.objects.count(), Revision.objects.count(), Decision.objects.count(), Moderation.objects.count()]
    assert (after, Image.objects.get(pk=image.pk).uploaded_by) == (before, None)
    comment.refresh_from_db()
    assert (comment.status, comment.name) == ("approved", "Rosa")


def test_what_somebody_else_is_typing_stays(editor: User, second_editor: User, guest: Author):
    post = make_draft(authors=[guest])
    for user in (editor, second_editor):
        Autosave.objects.create(user=user, form=str(post.pk), texts={"title": "Half done"})
    editor.leave(by=editor)
    assert [kept.user for kept in Autosave.objects.all()] == [second_editor]


# Who may not


def test_the_last_owner_cannot_leave(owner: User, editor: User):
    make_user(email="closed@example.org", is_superuser=True, is_active=False)
    with pytest.raises(leaving.LastOwner):
        owner.leave(by=owner)
    assert User.objects.filter(pk=owner.pk).exists()


def test_an_owner_leaves_where_there_is_another(owner: User):
    User.objects.create_superuser("second@example.org", "a long password", name="Second")
    owner.leave(by=owner)
    assert not User.objects.filter(email="owner@example.org").exists()


def test_whoever_closed_owners_are_may_go_at_any_time(owner: User):
    make_user(email="closed@example.org", is_superuser=True, is_active=False).leave(by=owner)
    assert [user.email for user in User.objects.all()] == ["owner@example.org"]


def test_where_something_of_it_fails_the_account_stays(outsider: User, post: Post, monkeypatch):
    def fail(user: User, *, by: User, identity: object = None) -> None:
        raise RuntimeError

    monkeypatch.setattr(leaving, "_farewells", [*leaving._farewells, fail])
    comment = make_comment(post=post, user=outsider, name="Eli Frost")
    with pytest.raises(RuntimeError):
        outsider.leave(by=outsider)
    assert Comment.objects.get(pk=comment.pk).user == outsider


# The page


def test_the_page_says_what_goes_and_what_stays(reader: Client, author: User):
    page = at_home(reader, author).get("/accounts/leave/").text
    for sentence in ("What is deleted", "What stays", "signed “Anonymous”", "Posts stay under your byline"):
        assert sentence in page


def test_it_is_asked_again_who_it_is(signed_in, outsider: User):
    client = signed_in(outsider)
    for method in (client.get, client.post):
        assert method("/accounts/leave/")["Location"] == "/accounts/reauthenticate/?next=%2Faccounts%2Fleave%2F"
    assert User.objects.filter(pk=outsider.pk).exists()


def test_looking_deletes_nothing(reader: Client, outsider: User):
    assert at_home(reader, outsider).get("/accounts/leave/").status_code == 200
    assert User.objects.filter(pk=outsider.pk).exists()


def test_the_button_deletes_and_signs_out(reader: Client, outsider: User):
    answer = at_home(reader, outsider).post("/accounts/leave/")
    assert "Your account is deleted" in answer.text
    assert (User.objects.exists(), reader.get("/accounts/").status_code) == (False, 302)


def test_the_last_owner_is_told_why_not(reader: Client, owner: User):
    client = at_home(reader, owner)
    assert "You are the last who may do everything on this site." in client.post("/accounts/leave/", follow=True).text
    assert User.objects.filter(pk=owner.pk).exists()


# The admin takes the same way


def test_an_account_that_an_owner_deletes_leaves(signed_in, owner: User, outsider: User, post: Post):
    comment = make_comment(post=post, user=outsider, name="Eli Frost")
    signed_in(owner).post(f"/admin/accounts/user/{outsider.pk}/delete/", {"post": "yes"})
    comment.refresh_from_db()
    assert (comment.name, comment.moderations.first().by) == ("Anonymous", owner)


def test_accounts_that_an_owner_deletes_together_leave(signed_in, owner: User, outsider: User, post: Post):
    comment, other = make_comment(post=post, user=outsider), make_user()
    chosen = {"action": "delete_selected", "_selected_action": [outsider.pk, other.pk], "post": "yes"}
    signed_in(owner).post("/admin/accounts/user/", chosen)
    assert ([user.email for user in User.objects.all()], Comment.objects.get(pk=comment.pk).name) == (
        ["owner@example.org"],
        "Anonymous",
    )


def test_the_admin_does_not_delete_the_last_owner(signed_in, owner: User):
    client = signed_in(owner)
    alone = client.post(f"/admin/accounts/user/{owner.pk}/delete/", {"post": "yes"})
    chosen = {"action": "delete_selected", "_selected_action": [owner.pk], "post": "yes"}
    together = client.post("/admin/accounts/user/", chosen)
    assert (NOBODY_LEFT in alone.text, NOBODY_LEFT in together.text) == (True, True)
    assert User.objects.filter(pk=owner.pk).exists()
