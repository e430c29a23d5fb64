"""What a post said once: kept at every save, compared word by word, brought back."""

from time import process_time

import pytest
from django.urls import reverse

from blog.compare import changed, compare
from blog.models import Post, Revision
from tests.blog.desk import form_of, sent
from tests.blog.page import Page
from tests.factories import make_draft, make_post

pytestmark = pytest.mark.django_db


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


def test_few_words_without_end_are_shown_whole_before_they_take_long():
    before, after = ("".join(f"<p>{'a b ' * 200}{each}{letter}</p>" for each in range(300)) for letter in "xy")
    started, told = process_time(), compare(before, after)
    assert process_time() - started < 2  # seconds; it was four
    assert [run.kind for run in told[0]] == ["same", "out", "in"]
    assert [run.kind for run in told[-1]] == ["out", "in"]


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


CASINO = '<p>Bees <a href="https://casino.example/?a=1&amp;b=2">hum</a>.</p>'
PICTURE = "/media/images/00/0123456789abcdef0123456789abcdef.webp"


@pytest.mark.parametrize(
    ("before", "after", "runs"),
    [
        (
            "<p>Bees hum.</p>",
            CASINO,
            [("same", "Bees "), ("out", "hum."), ("in", "hum [https://casino.example/?a=1&b=2].")],
        ),
        (
            CASINO.replace("casino", "example"),
            CASINO,
            [
                ("same", "Bees hum "),
                ("out", "[https://example.example/?a=1&b=2]."),
                ("in", "[https://casino.example/?a=1&b=2]."),
            ],
        ),
        (CASINO, CASINO.replace("Bees", "Wasps"), [("out", "Bees "), ("in", "Wasps "), ("same", "hum.")]),
        ("", f'<figure><img src="{PICTURE}" alt="A hive"></figure>', [("in", "[picture: A hive]")]),
        (
            "<p>The <abbr>BBC</abbr> hums.</p>",
            '<p>The <abbr title="Bees of course">BBC</abbr> hums.</p>',
            [("same", "The BBC "), ("in", "[Bees of course] "), ("same", "hums.")],
        ),
    ],
)
def test_links_and_pictures_are_told_where_they_differ(before: str, after: str, runs: list):
    assert [(run.kind, run.text) for paragraph in compare(before, after) for run in paragraph] == runs


def test_nobody_hides_words_from_it():
    hidden = "<p>Bees hum. \ue000Wasps\ue003 too.</p>"
    assert [run.text for paragraph in compare(hidden, hidden) for run in paragraph] == ["Bees hum. Wasps too."]


HIDDEN = "\ue000https://a.example\ue001HIDDEN\ue003"


@pytest.mark.parametrize("name", ["title", "question", "body", "introduction"])
@pytest.mark.parametrize("words", [HIDDEN, HIDDEN.replace("\ue000", "&#xe000;").replace("\ue003", "&#57347;")])
def test_nobody_hides_words_from_it_by_characters_of_its_own(name: str, words: str):
    (paragraph,) = changed({name: "Fine."}, {name: f"Fine. {words}"})[name]
    assert "HIDDEN" in "".join(run.text for run in paragraph)


def test_nor_in_what_a_picture_says_nor_in_what_cannot_be_shown():
    picture = f'<figure><img src="{PICTURE}" alt="A &#xe003;hive"></figure>'
    assert [run.text for paragraph in compare("", picture) for run in paragraph] == ["[picture: A hive]"]
    deep = "<div>" * 200 + HIDDEN
    assert all("HIDDEN" in run.text for paragraph in compare("", deep) for run in paragraph)
