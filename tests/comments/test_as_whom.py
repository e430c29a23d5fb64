"""As whom a comment is said: as somebody whom its writer has proven to be, and what standing that has."""

import pytest
from django.http import HttpResponse
from django.test import Client

from accounts.models import Identity, User
from blog.models import Post
from comments.models import Comment, Moderation
from tests.accounts.signing_in import server
from tests.blog.page import Page
from tests.comments.sending import ELSEWHERE, send
from tests.factories import form_data, make_user

__all__ = ["server"]
pytestmark = pytest.mark.django_db
CHANGED = "You are signed in differently than when this page was opened. Please look it over and send it again."
TAKEN = "uses the name or address of one of the site's own people"


def identify(user: User, *, provider: str = "google", name: str = "Eli at Google", **more: object) -> Identity:
    """Let them be known at a provider, and comment as who they are there."""
    identity = Identity.objects.create(user=user, provider=provider, uid=f"{user.pk}", name=name, **more)
    user.commenting_as = identity
    user.save()
    return identity


def say(client: Client, post: Post, *, identity: object, body: str = "Words", **said: object) -> Comment:
    answer = send(client, post, identity=identity, body=body, **said)
    assert answer.status_code == 303, answer.content.decode()
    return Comment.objects.latest("pk")


def verdict(comment: Comment) -> tuple[str, str]:
    return comment.status, Moderation.objects.get(number=comment.pk, verb="submit").reason


# What the form says, and what it may say


def test_a_comment_carries_who_its_writer_is_there(post: Post, signed_in, outsider: User):
    identity = identify(outsider, profile="https://eli.example/")
    said = say(signed_in(outsider), post, identity=identity.pk, name="Somebody else", email="x@example.org")
    assert (said.user, said.identity, said.provider) == (outsider, identity, "google")
    assert (said.name, said.website, said.email) == ("Eli at Google", "https://eli.example/", "eli@example.org")


@pytest.mark.parametrize("whose", ["another's", "a guest's", "-1", "0", "x", "9" * 18, "9" * 40, "\u0663", "1e3", " "])
def test_nobody_is_somebody_else_by_changing_the_form(post: Post, signed_in, outsider: User, whose: str):
    identify(outsider)
    other = identify(make_user(), name="Another")
    guests = Identity.objects.create(provider="email", uid="guest@example.org")
    sent = {"another's": other.pk, "a guest's": guests.pk}.get(whose, whose)
    answer = send(signed_in(outsider), post, identity=sent, body="Words to keep")
    if whose == " ":
        assert Comment.objects.get().identity is None
        return
    assert (answer.status_code, Comment.objects.count()) == (400, 0)
    assert CHANGED in answer.text
    fields = Page(answer).fields("respond")
    assert (fields["identity"], fields["body"].strip()) == (str(outsider.commenting_as_id), "Words to keep")


def test_without_an_identity_the_account_has_said_it(post: Post, signed_in, outsider: User):
    identify(outsider)
    said = say(signed_in(outsider), post, identity="")
    assert (said.user, said.identity, said.name, said.provider) == (outsider, None, "Eli Frost", "")


def test_an_identity_that_was_removed_meanwhile_says_nothing(post: Post, signed_in, outsider: User):
    identity = identify(outsider)
    client = signed_in(outsider)
    identity.remove(by=outsider)
    answer = send(client, post, identity=identity.pk or 1)
    assert (answer.status_code, CHANGED in answer.text, Comment.objects.count()) == (400, True, 0)


def test_signed_out_an_identity_means_nothing(post: Post, reader: Client, outsider: User):
    said = say(reader, post, identity=identify(outsider).pk)
    assert (said.user, said.identity, said.name, said.provider) == (None, None, "Rosa", "")


def test_staff_who_say_they_are_guests_are_guests(post: Post, signed_in, editor: User):
    client = signed_in(editor)
    said = say(client, post, identity="guest", name="A guest", email="guest@example.org")
    assert verdict(said) == ("pending", "first comment")
    assert (said.user, said.author, said.identity) == (None, None, None)
    said = say(client, post, identity="guest", name="Cleo Marsh", email="guest@example.org", body="More")
    assert (verdict(said), said.author) == (("pending", TAKEN), None)


def test_staff_who_say_they_are_guests_do_not_get_into_a_closed_conversation(post: Post, signed_in, editor: User):
    post.close_comments(by=editor)
    assert send(signed_in(editor), post, identity="guest").status_code == 403
    assert send(signed_in(editor), post, identity="").status_code == 303


# The buttons


def press(client: Client, button: str, **said: object) -> HttpResponse:
    return client.post(f"/on-bees/comments/{button}/", form_data(**said))


def test_another_of_the_own_identities_is_chosen(post: Post, signed_in, outsider: User):
    first, second = identify(outsider), identify(outsider, provider="x", name="Eli on X")
    client = signed_in(outsider)
    for pk, known_as in [(first.pk, first), (0, None), (second.pk, second)]:
        assert press(client, f"as-own/{pk}")["Location"] == "/on-bees/#respond"
        assert User.objects.get(pk=outsider.pk).commenting_as == known_as


def test_nobody_chooses_anothers(post: Post, reader: Client, signed_in, outsider: User):
    mine, other = identify(outsider), identify(make_user(), name="Another")
    assert press(signed_in(outsider), f"as-own/{other.pk}").status_code == 404
    assert press(reader, f"as-own/{other.pk}")["Location"] == "/on-bees/#respond"
    assert User.objects.get(pk=outsider.pk).commenting_as == mine


BUTTONS = ["as/google", "as-own/0", "change", "log-out", "sign-in"]


@pytest.mark.parametrize("button", BUTTONS)
def test_a_button_does_nothing_for_another_sites_page(post: Post, signed_in, outsider: User, button: str):
    identity = identify(outsider)
    client = signed_in(outsider)
    assert client.post(f"/on-bees/comments/{button}/", form_data(), headers=ELSEWHERE).status_code == 403
    assert User.objects.get(pk=outsider.pk).commenting_as == identity
    assert "_auth_user_id" in client.session


@pytest.mark.parametrize("button", BUTTONS)
def test_a_button_asks_for_the_token_where_there_is_a_session(post: Post, guarded, outsider: User, button: str):
    assert press(guarded(outsider), button).status_code == 403


@pytest.mark.parametrize("button", BUTTONS)
def test_a_link_to_a_button_does_nothing(post: Post, signed_in, outsider: User, button: str):
    client = signed_in(outsider)
    assert client.get(f"/on-bees/comments/{button}/")["Location"] == "/on-bees/#comments"
    assert "_auth_user_id" in client.session


@pytest.mark.parametrize("provider", ["unknown", "email", "openid_connect", "oidc", "x"])
def test_a_provider_that_is_not_offered_is_not_there(post: Post, reader: Client, provider: str):
    assert press(reader, f"as/{provider}").status_code == 404


@pytest.mark.parametrize("button", BUTTONS)
def test_no_cache_keeps_what_a_button_answers(post: Post, server, reader: Client, button: str):
    said = press(reader, button)["Cache-Control"]
    assert {"private", "no-store"} <= set(said.split(", "))
