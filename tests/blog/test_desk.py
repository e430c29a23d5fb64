"""The form that posts are written in: nobody's words are lost, neither by a second editor nor by a closed window."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from blog.models import Autosave, Post
from tests.blog.desk import ADD, AUTOSAVE, form_of, sent
from tests.blog.page import Page
from tests.factories import make_draft, make_image, make_post, make_user

pytestmark = pytest.mark.django_db


# Two people, one post


def test_the_second_save_is_refused_with_both_texts_shown(signed_in, editor, second_editor):
    post = make_draft(body="<p>The river was high.</p>")
    hers, his = sent(post, body="<p>The river was low.</p>"), sent(post, body="<p>The river ran high.</p>")
    signed_in(editor).post(form_of(post), hers)
    answer = signed_in(second_editor).post(form_of(post), his)
    page = Page(answer)
    assert "Somebody else saved this post while you were writing" in answer.text
    assert (page.words("del"), [node.text for node in page.all("ins")]) == ("was low.", ["ran high."])
    assert "The river ran high." in page.one("textarea[@name='body']").text
    assert Post.objects.get().body == "<p>The river was low.</p>"


def test_whoever_has_seen_both_may_save(signed_in, editor, second_editor):
    post = make_draft()
    hers, his = sent(post, title="Hers"), sent(post, title="His")
    signed_in(editor).post(form_of(post), hers)
    client = signed_in(second_editor)
    again = Page(client.post(form_of(post), his)).one("input[@name='seen']").get("value")
    client.post(form_of(post), his | {"seen": again})
    assert Post.objects.get().title == "His"
    assert [revision.texts["title"] for revision in post.revisions.all()] == ["His", "Hers", "A title"]


def test_verbs_and_comments_are_no_second_save(signed_in, editor, post: Post):
    data = sent(post, title="On honey")
    post.close_comments(by=editor)
    signed_in(editor).post(form_of(post), data)
    assert Post.objects.get().title == "On honey"


def test_whoever_opens_a_post_is_told_who_is_at_it(signed_in, editor, second_editor):
    post = make_draft()
    signed_in(editor).post(AUTOSAVE, {"form_key": post.pk, "title": post.title})
    assert "Cleo Marsh has this post open too" in signed_in(second_editor).get(form_of(post)).text
    answer = signed_in(second_editor).post(AUTOSAVE, {"form_key": post.pk, "title": post.title})
    assert answer.json()["others"] == ["Cleo Marsh"]
    assert "Cleo Marsh has this post" not in signed_in(make_user(role="Editor")).get(form_of(make_draft())).text


# What was typed and never saved


def test_what_was_typed_is_offered_again_and_can_be_saved(signed_in, editor):
    post, client = make_draft(), signed_in(editor)
    client.post(AUTOSAVE, sent(post, body="<p>Half a thought</p>"))
    assert "You typed something here on" in client.get(form_of(post)).text
    assert "Half a thought" not in Post.objects.get().body
    page = Page(client.get(f"{form_of(post)}?autosave={post.pk}"))
    assert page.one("textarea[@name='body']").text.strip() == "<p>Half a thought</p>"
    client.post(form_of(post), sent(post, body="<p>Half a thought</p>"))
    assert Post.objects.get().body == "<p>Half a thought</p>"
    assert not Autosave.objects.exists()


def test_a_new_post_is_kept_before_its_first_save(signed_in, editor):
    client = signed_in(editor)
    key = Page(client.get(ADD)).one("input[@name='form_key']").get("value")
    client.post(AUTOSAVE, {"form_key": key, "title": "Not yet", "body": "<p>Half</p>"})
    assert "“Not yet”" in client.get(ADD).text
    page = Page(client.get(f"{ADD}?autosave={key}"))
    assert (page.one("input[@name='title']").get("value"), page.one("input[@name='form_key']").get("value")) == (
        "Not yet",
        key,
    )
    client.post(ADD, {"title": "Not yet", "body": "<p>Half</p>", "form_key": key})
    assert (Post.objects.get().title, Autosave.objects.count()) == ("Not yet", 0)


def test_what_no_database_takes_is_left_out_of_what_is_kept(signed_in, editor):
    assert signed_in(editor).post(AUTOSAVE, {"form_key": "new-1", "title": "a\0b"}).status_code == 200
    assert Autosave.objects.get().texts == {"title": "ab"}


def test_what_was_typed_can_be_forgotten(signed_in, editor):
    post, client = make_draft(), signed_in(editor)
    client.post(AUTOSAVE, sent(post, title="Never mind"))
    client.post("/admin/blog/post/autosave/forget/", {"form_key": post.pk})
    assert "You typed something" not in client.get(form_of(post)).text


def test_nothing_is_offered_where_what_was_kept_is_what_is_saved(signed_in, editor):
    post, client = make_draft(), signed_in(editor)
    client.post(AUTOSAVE, sent(post))
    assert "You typed something" not in client.get(form_of(post)).text


def test_nobody_sees_what_another_typed(signed_in, editor, second_editor):
    post = make_draft()
    signed_in(editor).post(AUTOSAVE, sent(post, body="<p>Between us</p>"))
    client = signed_in(second_editor)
    assert "Between us" not in client.get(f"{form_of(post)}?autosave={post.pk}").text
    assert "You typed something" not in client.get(form_of(post)).text


@pytest.mark.parametrize("key", ["", "999", "new-", "new-../x", "new-" + "a" * 60, "x" * 9999, "-1"])
def test_a_form_that_is_none_is_not_kept(key: str, signed_in, editor):
    assert signed_in(editor).post(AUTOSAVE, {"form_key": key, "title": "x"}).status_code == 403
    assert not Autosave.objects.exists()


def test_only_those_who_may_write_are_kept_for(signed_in, author, moderator, outsider, reader: Client):
    post = make_draft()
    for person in (author, moderator, outsider):
        assert signed_in(person).post(AUTOSAVE, {"form_key": post.pk}).status_code in (302, 403)
    assert reader.post(AUTOSAVE, {"form_key": post.pk}).status_code == 302
    assert not Autosave.objects.exists()


def test_an_author_reads_what_was_published_of_theirs(signed_in, author):
    post = make_post(authors=[author.author], title="On bees", picture=make_image())
    page = Page(signed_in(author).get(form_of(post)))
    assert (page.words("div[@class='form-row field-title']"), page.all("input[@name='_continue']")) == (
        "Title: On bees",
        [],
    )
    rows = [field for field in ("seen", "form_key", "new_picture") if page.of_class(f"field-{field}")]
    assert (rows, len(page.of_class("field-body"))) == ([], 1)


# The same thing sent twice


def test_a_new_posts_form_that_is_sent_twice_makes_one_post(signed_in, editor):
    client = signed_in(editor)
    key = Page(client.get(ADD)).one("input[@name='form_key']").get("value")
    form = {"title": "On rope", "body": "<p>One.</p>", "form_key": key}
    client.post(ADD, form)
    client.post(ADD, form | {"body": "<p>One. And two.</p>"})
    assert [post.body for post in Post.objects.all()] == ["<p>One. And two.</p>"]


def test_nobody_changes_anothers_draft_by_the_key_of_its_form(signed_in, editor, author):
    signed_in(editor).post(ADD, {"title": "On rope", "form_key": "new-abc"})
    with pytest.raises(IntegrityError), transaction.atomic():
        signed_in(author).post(ADD, {"title": "Mine now", "form_key": "new-abc"})
    assert [post.title for post in Post.objects.all()] == ["On rope"]


def test_the_same_save_sent_twice_is_no_second_editor(signed_in, editor):
    post, client = make_draft(), signed_in(editor)
    form = sent(post, title="On rope", body="One.\r\n\r\nTwo.")
    assert [client.post(form_of(post), form).status_code for _each in range(2)] == [302, 302]
    assert [revision.texts["title"] for revision in post.revisions.all()] == ["On rope", "A title"]


def test_what_was_kept_before_another_saved_is_not_saved_over_it_unseen(signed_in, editor, second_editor):
    post, client = make_draft(body="<p>The river was high.</p>"), signed_in(editor)
    client.post(AUTOSAVE, sent(post, body="<p>The river was low.</p>"))
    signed_in(second_editor).post(form_of(post), sent(post, body="<p>The river ran high.</p>"))
    page = Page(client.get(f"{form_of(post)}?autosave={post.pk}"))
    opened = {name: page.one(f"input[@name='{name}']").get("value") for name in ("seen", "form_key", "title")}
    answer = client.post(form_of(post), opened | {"body": "<p>The river was low.</p>"})
    assert "Somebody else saved this post while you were writing" in answer.text
    assert Post.objects.get().body == "<p>The river ran high.</p>"
