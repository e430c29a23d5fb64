"""The form that posts are written in: nobody's words are lost, neither by a second editor nor by a closed window."""

from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import Author, User
from blog.compare import changed, compare
from blog.models import Autosave, Post, Revision, Tag
from tests.blog.page import Page
from tests.factories import make_author, make_draft, make_image, make_post, make_user, set_site
from tests.safe.pictures import drawn, encoded

pytestmark = pytest.mark.django_db
ADD = "/admin/blog/post/add/"
AUTOSAVE = "/admin/blog/post/autosave/"


def form_of(post: Post) -> str:
    return reverse("admin:blog_post_change", args=[post.pk])


def sent(post: Post, **changes: object) -> dict:
    """What the form of a post sends, as it was opened just now, with these changes."""
    post = Post.objects.get(pk=post.pk)
    texts = {name: getattr(post, name) for name in ("title", "subtitle", "introduction", "body", "question", "excerpt")}
    byline = ", ".join(author.name for author in post.byline_authors)
    date = {"published_at": f"{post.published_at:%Y-%m-%dT%H:%M}"} if post.published_at else {}
    rest = {"slug": post.slug, "byline": byline, "seen": post.version, "form_key": post.pk, "comments_open": "on"}
    return texts | rest | date | changes


def upload() -> SimpleUploadedFile:
    return SimpleUploadedFile("hive.png", encoded(drawn(), "PNG"))


@pytest.fixture
def second_editor(db: None) -> User:
    return make_user(role="Editor", name="Fay Orr")


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


# Versions


def test_every_saved_text_is_kept_with_who_saved_it(signed_in, editor):
    post = make_draft(title="First")
    signed_in(editor).post(form_of(post), sent(post, title="Second"))
    signed_in(editor).post(form_of(post), sent(post))
    kept = [(revision.texts["title"], revision.by) for revision in post.revisions.all()]
    assert kept == [("Second", editor), ("First", None)]


def test_there_are_no_versions_of_what_is_no_post(signed_in, editor):
    assert signed_in(editor).get("/admin/blog/post/x/history/").status_code == 404


def test_versions_are_compared_word_by_word(signed_in, editor):
    post, client = make_draft(body="<p>The river was high.</p>"), signed_in(editor)
    client.post(form_of(post), sent(post, body="<p>The river was very high.</p><p>We went home.</p>"))
    page = Page(client.get(reverse("admin:blog_post_history", args=[post.pk])))
    assert ([node.text for node in page.all("ins")], page.has("del")) == (["very ", "We went home."], False)


def test_any_two_versions_can_be_compared(signed_in, editor):
    post, client = make_draft(title="One"), signed_in(editor)
    for title in ("Two", "Three"):
        client.post(form_of(post), sent(post, title=title))
    newest, _middle, oldest = post.revisions.all()
    path = reverse("admin:blog_post_history", args=[post.pk])
    for query in (f"?old={oldest.pk}&new={newest.pk}", f"?old={newest.pk}&new={oldest.pk}"):
        page = Page(client.get(path + query))
        assert (page.words("del"), page.words("ins")) == ("One", "Three")
    assert client.get(f"{path}?old=x&new=999").status_code == 200


def test_a_version_is_brought_back_and_none_is_lost(signed_in, editor):
    post, client = make_draft(title="First", body="<p>One.</p>"), signed_in(editor)
    client.post(form_of(post), sent(post, title="Second", body="<p>Two.</p>"))
    first = post.revisions.last()
    client.post(reverse("admin:blog_post_bring_back", args=[post.pk, first.pk]))
    found = Post.objects.get()
    assert (found.title, found.body_html, found.version) == ("First", "<p>One.</p>", 3)
    assert [revision.texts["title"] for revision in post.revisions.all()] == ["First", "Second", "First"]


def test_bringing_back_is_for_those_who_may_change_it_and_never_by_a_link(signed_in, author, editor):
    post = make_post(authors=[author.author])
    Revision.objects.record(post, by=editor)
    path = reverse("admin:blog_post_bring_back", args=[post.pk, post.revisions.get().pk])
    assert [signed_in(author).post(path).status_code, signed_in(editor).get(path).status_code] == [403, 403]


def test_a_version_of_another_post_is_not_brought_back(signed_in, editor):
    post, other = make_draft(), make_draft(title="Another")
    Revision.objects.record(other, by=editor)
    path = reverse("admin:blog_post_bring_back", args=[post.pk, other.revisions.get().pk])
    assert signed_in(editor).post(path).status_code == 404


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("<p>a b c</p>", "<p>a b c</p>", [[("same", "a b c")]]),
        ("<p>a b c</p>", "<p>a <em>b</em> c</p>", [[("same", "a b c")]]),
        ("<p>a b c</p>", "<p>a x c</p>", [[("same", "a "), ("out", "b "), ("in", "x "), ("same", "c")]]),
        ("<p>a b</p>", "<p>x y</p>", [[("out", "a b"), ("in", "x y")]]),
        ("", "<p>a</p>", [[("in", "a")]]),
        ("a\n\nb", "b", [[("out", "a")], [("same", "b")]]),
        ("<p>&lt;script&gt;</p>", "<p></p>", [[("out", "<script>")]]),
    ],
)
def test_two_texts_differ_by_words(before: str, after: str, told: list):
    assert [[tuple(run) for run in paragraph] for paragraph in compare(before, after)] == told


def test_what_looks_like_tags_is_compared_as_it_is_in_texts_without_any(signed_in, editor):
    post, client = make_draft(title="If a <b"), signed_in(editor)
    for excerpt in ("<b>" * 150, "<b>" * 151):  # more levels than an essay may have
        client.post(form_of(post), sent(post, title="If a <c", excerpt=excerpt))
    page = Page(client.get(reverse("admin:blog_post_history", args=[post.pk])))
    assert page.words("del") == "<b>" * 150
    assert changed({"title": "If a <b"}, {"title": "If a <c"}) == {
        "title": [[("same", "If a "), ("out", "<b"), ("in", "<c")]]
    }


def test_a_second_save_is_shown_also_where_it_cannot_be_taken(signed_in, editor, second_editor):
    post = make_draft()
    hers, his = sent(post, title="Hers"), sent(post, body="<div>" * 101 + "His")
    signed_in(editor).post(form_of(post), hers)
    answer = signed_in(second_editor).post(form_of(post), his)
    assert "Somebody else saved this post while you were writing" in answer.text
    assert "This is nested too deeply" in answer.text
    assert "<div>His" in Page(answer).one("textarea[@name='body']").text


# Bylines, by name


def test_bylines_are_written_with_commas_in_their_order(signed_in, editor):
    make_author(name="Amara Quill")
    make_author(name="Bela Stone")
    signed_in(editor).post(ADD, {"title": "On rope", "byline": " bela stone ,Amara  Quill"})
    assert [author.name for author in Post.objects.get().byline_authors] == ["Bela Stone", "Amara Quill"]
    post = Post.objects.get()
    signed_in(editor).post(form_of(post), sent(post, byline="Amara Quill"))
    assert [author.name for author in Post.objects.get().byline_authors] == ["Amara Quill"]


def test_a_new_name_makes_a_guest_whom_the_editor_is_asked_to_introduce(signed_in, editor):
    page = signed_in(editor).post(ADD, {"title": "On rope", "byline": "Gil Nash"}, follow=True)
    guest = Author.objects.get(name="Gil Nash")
    assert guest.is_guest
    assert f'Gil Nash is a new guest author. <a href="/admin/accounts/author/{guest.pk}/change/">' in page.text


def test_a_name_of_two_authors_asks_which(signed_in, editor):
    make_author(name="Amara Quill")
    make_author(name="Amara Quill")
    page = signed_in(editor).post(ADD, {"title": "On rope", "byline": "Amara Quill"})
    assert "There are several authors called Amara Quill. Write the slug of the one you mean." in page.text
    signed_in(editor).post(ADD, {"title": "On rope", "byline": "amara-quill-2"})
    assert Post.objects.get().byline_authors[0].slug == "amara-quill-2"


@pytest.mark.parametrize("name", ["John Smith, Jr.", "Ann\u00a0Lee", "Ann  Lee", "BELA STONE"])
def test_a_form_that_is_saved_as_it_was_shown_changes_no_name(name: str, signed_in, editor, author):
    post, client = make_draft(authors=[make_author(name=name)]), signed_in(editor)
    post.tags.set([Tag.objects.create(name=name)])
    page = Page(client.get(form_of(post)))
    shown = {field: page.one(f"input[@name='{field}']").get("value") for field in ("byline", "tags")}
    assert client.post(form_of(post), sent(post, **shown)).status_code == 302
    post = Post.objects.get()
    assert ([author.name for author in post.byline_authors], [tag.name for tag in post.tags.all()]) == ([name], [name])


def test_what_is_public_keeps_a_byline(signed_in, editor, post: Post):
    page = signed_in(editor).post(form_of(post), sent(post, byline=""))
    assert "A public post has at least one byline." in page.text
    assert post.bylines.count() == 1


def test_authors_are_not_asked_for_a_byline_and_cannot_take_one(signed_in, author):
    other = make_author(name="Amara Quill")
    client = signed_in(author)
    assert not Page(client.get(ADD)).has("input[@name='byline']")
    client.post(ADD, {"title": "On rope", "byline": other.name})
    assert [each.name for each in Post.objects.get().byline_authors] == ["Bela Stone"]


# What is read on


def test_an_author_who_has_no_byline_yet_gets_one_with_their_first_draft(signed_in):
    user = make_user(role="Author", name="Ina Holt")
    answer = signed_in(user).post(ADD, {"title": "Mine", "body": "x", "_continue": "1"}, follow=True)
    assert "You may edit it again below" in answer.text
    post = Post.objects.get()
    assert [(author.name, author.user, author.is_guest) for author in post.byline_authors] == [
        ("Ina Holt", user, False)
    ]


def test_posts_to_read_on_are_named_by_address_slug_or_title(signed_in, editor):
    post, named = make_draft(), [make_post(title=title) for title in ("On rope", "On wax, again", "On salt")]
    lines = "http://localhost:8000/on-rope/?from=feed\n\n on wax, AGAIN \non-salt"
    signed_in(editor).post(form_of(post), sent(post, related=lines))
    assert set(post.related.all()) == set(named)
    page = Page(signed_in(editor).get(form_of(post)))
    assert set(page.one("textarea[@name='related']").text.strip().splitlines()) == {
        each.get_absolute_url() for each in named
    }


def test_a_post_to_read_on_that_is_none_is_named(signed_in, editor):
    post = make_draft()
    page = signed_in(editor).post(form_of(post), sent(post, related="on-nothing"))
    assert "No post is at “on-nothing”, or called so." in page.text


# Its picture


def test_a_new_picture_is_stored_with_the_post(signed_in, editor):
    post, client = make_draft(), signed_in(editor)
    client.post(form_of(post), sent(post, new_picture=upload(), new_picture_alt="A hive", new_picture_credit="Ana"))
    picture = Post.objects.get().picture
    assert (picture.alt, picture.credit, picture.uploaded_by) == ("A hive", "Ana", editor)


def test_a_new_picture_survives_what_else_is_wrong_in_the_form(signed_in, editor):
    post, client = make_draft(), signed_in(editor)
    page = Page(client.post(form_of(post), sent(post, title="", new_picture=upload(), new_picture_alt="A hive")))
    (chosen,) = [node for node in page.all("select[@name='picture']/option") if node.get("selected") is not None]
    assert (chosen.text, Post.objects.get().picture) == ("A hive", None)
    client.post(form_of(post), sent(post, picture=chosen.get("value")))
    assert Post.objects.get().picture.alt == "A hive"


def test_a_new_picture_without_words_is_asked_for_them(signed_in, editor):
    post = make_draft()
    page = signed_in(editor).post(form_of(post), sent(post, new_picture=upload()))
    assert "Say what the picture shows, for those who cannot see it." in page.text
    assert Post.objects.get().picture is None


def test_the_pictures_offered_are_the_latest_and_the_one_it_has(signed_in, editor, monkeypatch):
    oldest, *_others = [make_image(alt=f"Number {number}") for number in range(4)]
    monkeypatch.setattr("blog.forms.MOST_PICTURES", 2)
    page = Page(signed_in(editor).get(form_of(make_draft(picture=oldest))))
    offered = [node.text for node in page.all("select[@name='picture']/option")][1:]
    assert sorted(offered) == ["Number 0", "Number 2", "Number 3"]


# The preview


def test_a_preview_shows_all_that_is_typed_and_saves_nothing(signed_in, editor, post: Post, reader: Client):
    before = {name: getattr(Post.objects.get(), name) for name in ("title", "body_html", "version", "updated_at")}
    typed = {"title": "On wasps", "byline": "Gil Nash, Amara Quill", "tags": "sting", "new_picture_alt": "A nest"}
    client = signed_in(editor)
    page = client.post(form_of(post), sent(post, **typed, new_picture=upload(), _preview="Preview"))
    for part in ("On wasps", "Gil Nash", "sting", 'alt="A nest"', "Nothing of it is saved yet"):
        assert part in page.text
    assert {name: getattr(Post.objects.get(), name) for name in before} == before
    assert [author.name for author in Post.objects.get().byline_authors] == ["Amara Quill"]
    assert (Author.objects.filter(name="Gil Nash").exists(), Revision.objects.exists()) == (False, False)
    assert "wasps" not in reader.get("/on-bees/").text
    assert "is a new guest author" not in client.get(form_of(post)).text


def test_a_post_is_previewed_before_it_was_ever_saved(signed_in, editor):
    page = signed_in(editor).post(ADD, {"title": "Not yet", "body": "<p>Half.</p>", "byline": "Gil", "_preview": "yes"})
    assert ("<h1>Not yet</h1>" in page.text, "Nothing of it is saved yet" in page.text) == (True, True)
    assert not Post.objects.exists()


# When


def test_saving_leaves_the_seconds_of_its_date_alone(signed_in, editor, post: Post):
    before = Post.objects.get().published_at
    signed_in(editor).post(form_of(post), sent(post, title="On honey"))
    assert Post.objects.get().published_at == before


def test_plain_paragraphs_reach_the_editor_as_paragraphs(signed_in, editor):
    post = make_draft(body="One.\n\nTwo.")
    assert (
        Page(signed_in(editor).get(form_of(post))).one("textarea[@name='body']").text.strip()
        == "<p>One.</p>\n<p>Two.</p>"
    )


@pytest.mark.parametrize("year", ["0001", "0026", "0206", "3026", "9999"])
@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York"])
def test_a_slip_in_the_year_breaks_no_page(zone: str, year: str, signed_in, editor, reader: Client):
    set_site(time_zone=zone)
    post = make_draft()
    answer = signed_in(editor).post(form_of(post), sent(post, published_at=f"{year}-12-31T23:59") | {"_publish": "1"})
    assert "Enter a valid date/time." in answer.text
    assert (Post.objects.get().status, Post.objects.get().published_at) == ("draft", None)
    assert reader.get("/archive/").status_code == 200


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


def test_a_post_of_the_hour_that_comes_twice_can_be_saved(signed_in, editor):
    set_site(time_zone="Europe/Berlin")
    at = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)  # half past two in Berlin, for the second time
    post = make_draft()
    post.publish(by=editor, at=at)
    form = sent(post, title="On clocks", published_at="2026-10-25T02:30")
    assert signed_in(editor).post(form_of(post), form).status_code == 302
    assert (Post.objects.get().title, Post.objects.get().published_at) == ("On clocks", at)


def test_an_author_does_not_take_the_address_that_leads_to_a_public_post(signed_in, author, post: Post, reader: Client):
    post.slug = "on-honey"
    post.save()
    page = signed_in(author).post(ADD, {"title": "Mine", "slug": "on-bees"})
    assert "This address still leads to another post." in page.text
    assert reader.get("/on-bees/")["Location"] == "/on-honey/"


def test_authors_learn_of_no_draft_by_asking_to_read_on(signed_in, author):
    make_draft(title="A secret")
    page = signed_in(author).post(ADD, {"title": "Mine", "related": "A secret"})
    assert "No post is at “A secret”, or called so." in page.text
