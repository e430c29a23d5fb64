"""As whom a comment is said: as somebody whom its writer has proven to be, and what standing that has."""

from io import BytesIO
from pathlib import PurePath

import pytest
from django.http import HttpResponse
from django.test import Client

from accounts.models import Identity, User
from blog.models import Post
from comments.models import Comment, Moderation
from safe.images import reencode
from search.models import Document
from tests.accounts.signing_in import chosen, server, sign_in
from tests.blog.page import Page
from tests.comments.sending import ELSEWHERE, send
from tests.factories import form_data, make_author, make_comment, make_post, make_user, set_site
from tests.safe.pictures import photo
from tests.standins.walking import INES, MARTA

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


# Standing


def test_an_identity_alone_does_not_skip_the_queue(post: Post, server, reader: Client):
    sign_in(reader, "google")
    known = Identity.objects.get().pk
    assert verdict(say(reader, post, identity=known)) == ("pending", "first comment")


def test_approved_once_it_is_known_in_every_browser(post: Post, server, reader: Client, stranger: Client):
    sign_in(reader, "google")
    known = Identity.objects.get().pk
    say(reader, post, identity=known).approve(by=None)
    sign_in(stranger, "google")
    assert verdict(say(stranger, post, identity=known, body="More")) == ("approved", "an earlier comment was approved")


def test_its_standing_is_not_lent_to_a_typed_name(post: Post, server, reader: Client, stranger: Client):
    sign_in(reader, "google")
    known = Identity.objects.get().pk
    say(reader, post, identity=known).approve(by=None)
    for client in (reader, stranger):
        guest = say(client, post, identity="guest", name="Marta Hollis", email="marta@people.example", body=str(client))
        assert verdict(guest) == ("pending", "first comment")


def test_spam_by_one_identity_is_the_accounts(post: Post, signed_in, outsider: User):
    first, second = identify(outsider), identify(outsider, provider="x")
    client = signed_in(outsider)
    say(client, post, identity=first.pk).approve(by=None)
    say(client, post, identity=second.pk, body="Pills").spam(by=None)
    assert verdict(say(client, post, identity=first.pk, body="More")) == ("pending", "an earlier comment was spam")


def test_taking_an_identity_away_takes_no_spam_from_the_record(post: Post, signed_in, outsider: User):
    first, second = identify(outsider), identify(outsider, provider="x")
    client = signed_in(outsider)
    say(client, post, identity=first.pk).approve(by=None)
    spam = say(client, post, identity=second.pk, body="Pills")
    spam.spam(by=None)
    second.remove(by=outsider)
    spam.refresh_from_db()
    assert (spam.name, spam.email, spam.provider, spam.identity) == ("Anonymous", "", "", None)
    assert verdict(say(client, post, identity=first.pk, body="More")) == ("pending", "an earlier comment was spam")


def test_removed_and_signed_in_again_it_has_no_standing(post: Post, server, reader: Client):
    sign_in(reader, "google")
    say(reader, post, identity=Identity.objects.get().pk).approve(by=None)
    identity = Identity.objects.get()
    identity.remove(by=identity.user)
    again = Client()
    sign_in(again, "google")
    known = Identity.objects.get()
    assert known.pk != identity.pk
    assert verdict(say(again, post, identity=known.pk, body="More")) == ("pending", "first comment")


def test_a_spammer_who_leaves_and_comes_again_waits_again(post: Post, server, reader: Client):
    sign_in(reader, "google", INES)
    say(reader, post, identity=Identity.objects.get().pk).spam(by=None)
    user = User.objects.get()
    user.leave(by=user)
    again = Client()
    sign_in(again, "google", INES)
    assert verdict(say(again, post, identity=Identity.objects.get().pk, body="More")) == ("pending", "first comment")


@pytest.mark.parametrize(
    "name", ["Cleo Marsh", "CLEO  MARSH", "Cleo\u3164Marsh", "Сlео Маrsh", "Cleo Marsh\uffa0", "Amara Quill"]
)
def test_an_identity_that_is_called_like_one_of_the_sites_people_is_held(
    post: Post, signed_in, outsider: User, editor: User, name: str
):
    identity = identify(outsider, name=name)
    make_comment(post=post, user=outsider)
    assert verdict(say(signed_in(outsider), post, identity=identity.pk)) == ("pending", TAKEN)


def test_the_sites_people_are_not_held_for_their_own_names(post: Post, signed_in, editor: User, author: User):
    reader_who_writes = make_user(name="Ida Ro")
    make_author(name="Ida Ro", user=reader_who_writes, is_guest=False)
    make_comment(post=post, user=reader_who_writes)
    for person in (editor, author, reader_who_writes):
        identity = identify(person, name=person.name)
        said = say(signed_in(person), post, identity=identity.pk, body=person.name)
        assert (said.status, said.author) == ("approved", person.author)


# What becomes of what was said


def picture_of(identity: Identity) -> str:
    identity.picture = reencode(BytesIO(photo(60, 60 + identity.pk % 7)), side=192)
    identity.save()
    return identity.picture.name


def test_a_comment_keeps_the_name_and_the_face_of_its_day(post: Post, reader: Client, signed_in, outsider: User):
    identity = identify(outsider)
    then = picture_of(identity)
    said = say(signed_in(outsider), post, identity=identity.pk)
    said.approve(by=None)
    identity.name = "Called otherwise"
    identity.picture = ""
    identity.save()
    said.refresh_from_db()
    assert (said.name, said.picture.name, said.face.picture) == ("Eli at Google", then, f"/media/{then}")
    page = reader.get("/on-bees/").text
    assert (f'src="/media/{then}"' in page, "Called otherwise" in page) == (True, False)


def test_removing_an_identity_makes_what_it_said_nobodys(post: Post, reader: Client, signed_in, outsider: User):
    identity = identify(outsider, profile="https://eli.example/")
    picture = picture_of(identity)
    client = signed_in(outsider)
    said = say(client, post, identity=identity.pk, body="They *murmur*.")
    own = say(client, post, identity="", body="As myself.")
    for comment in (said, own):
        comment.approve(by=None)
    identity.remove(by=outsider)
    said.refresh_from_db()
    nobody = (said.user, said.identity, said.author, said.name, said.email, said.website, said.provider, said.address)
    assert nobody == (None, None, None, "Anonymous", "", "", "", None)
    assert (said.status, said.body, bool(said.picture)) == ("approved", "They *murmur*.", False)
    assert [found.byline for found in Document.objects.find("murmur", kinds=["comment"])] == ["Anonymous"]
    own.refresh_from_db()
    assert (own.user, own.name) == (outsider, "Eli Frost")
    page = reader.get("/on-bees/").text
    assert [word in page for word in ("murmur", "Eli at Google", "eli.example", PurePath(picture).name)] == [
        True,
        False,
        False,
        False,
    ]


def test_what_a_guest_proved_is_known_and_shown_with_no_mark(post: Post, reader: Client):
    say(reader, post, identity="")
    comment = Comment.objects.get()
    comment.prove(identity=Identity.objects.create(provider="email", uid="rosa@example.org", name="Rosa"))
    comment.approve(by=None)
    assert Page(Client().get("/on-bees/")).of_class("mark") == []


def test_with_an_address_longer_than_the_form_takes_somebody_signed_in_comments_all_the_same(post: Post, signed_in):
    user = make_user(email=f"{'a' * 60}@{'b' * 60}.example")
    assert say(signed_in(user), post, identity="").user == user


def test_a_conversation_between_identities_is_one_page(server, post: Post, reader: Client):
    """All the way: from the form to the provider, back with the words, and posted."""
    make_post(title="Another")
    set_site(hold_first=False)
    page = press(reader, "as/google", body="From the form.")
    back = reader.get(chosen(page.context["address"], MARTA), follow=True)
    assert back.redirect_chain[-1][0] == "/on-bees/#respond"
    fields = Page(back).fields("respond")
    assert fields["body"].strip() == "From the form."
    assert reader.post("/on-bees/comments/", fields).status_code == 303
    comment = Comment.objects.get()
    assert (comment.status, comment.name, comment.provider) == ("approved", "Marta Hollis", "google")
    assert 'alt="Google"' in Client().get("/on-bees/").text
