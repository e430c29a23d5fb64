"""What standing an identity has, and what becomes of what was said with it."""

from io import BytesIO
from pathlib import PurePath

import pytest
from django.test import Client

from accounts.models import Identity, User
from blog.models import Post
from comments.models import Comment
from safe.images import reencode
from search.models import Document
from tests.accounts.signing_in import chosen, server, sign_in
from tests.blog.page import Page
from tests.comments.test_as_whom import TAKEN, identify, press, say, verdict
from tests.factories import make_author, make_comment, make_post, make_user, set_site
from tests.safe.pictures import photo
from tests.standins.walking import INES, MARTA

__all__ = ["server"]
pytestmark = pytest.mark.django_db


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
