"""What can be followed of the posts: all of them, an author's, a category's, a tag's."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.translation import gettext as _

from accounts.models import Author
from accounts.reading import reading_page
from blog.models import Category, Post, Tag
from blog.models.queries import PostQuerySet
from blog.syndication import MOST, Entry, Person, feed
from blog.views import moved
from slugs.models import Slugged


@reading_page
def site_feed(request: HttpRequest, form: str) -> HttpResponse:
    return _feed(request, form, title=settings.SITE_NAME, path="/", posts=Post.objects.published())


@reading_page
def author_feed(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    found = _found(Author.objects.by_slug(slug))
    return _feed_of(request, slug, form, found, Post.objects.published().by_author(found))


@reading_page
def category_feed(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    found = _found(Category.objects.by_slug(slug))
    return _feed_of(request, slug, form, found, Post.objects.published().in_category(found))


@reading_page
def tag_feed(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    found = _found(Tag.objects.by_slug(slug))
    return _feed_of(request, slug, form, found, Post.objects.published().filter(tags=found))


def _found[Thing: Slugged](thing: Thing | None) -> Thing:
    if thing is None:
        raise Http404
    return thing


def _feed_of(request: HttpRequest, slug: str, form: str, thing: Slugged, posts: PostQuerySet) -> HttpResponse:
    path = thing.get_absolute_url()
    if thing.slug != slug:
        return moved(request, thing)
    return _feed(request, form, title=f"{thing} · {settings.SITE_NAME}", path=path, posts=posts)


def _feed(request: HttpRequest, form: str, *, title: str, path: str, posts: PostQuerySet) -> HttpResponse:
    newest = posts.newest_first().for_listing().prefetch_related("categories", "tags")[:MOST]
    entries = [_entry(post) for post in newest]
    return feed(form, title=title, path=path, here=request.path, entries=entries)


def _entry(post: Post) -> Entry:
    authors = [Person(author.name, settings.SITE_URL + author.get_absolute_url()) for author in post.byline_authors]
    filed = [thing.name for thing in [*post.categories.all(), *post.tags.all()]]
    title = _("Guest post: %s") % post.title if post.is_guest_post else post.title
    path = post.get_absolute_url()
    published = post.published_at or post.created_at
    return Entry(
        *(f"?p={post.pk}", path, title, _html(post), published, max(published, post.updated_at), authors),
        summary=post.summary,
        categories=filed,
        replies=f"{path}#comments",
    )


def _html(post: Post) -> str:
    """All of a post that was written by its people."""
    lead = render_to_string("blog/_lead.html", {"image": post.picture}) if post.picture else ""
    question = f"<p><em>{escape(post.question)}</em></p>" if post.question else ""
    return lead + post.introduction_html + post.body_html + question
