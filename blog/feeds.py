"""What can be followed of the posts: all of them, an author's, a category's, a tag's."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.translation import gettext as _

from accounts.models import Author
from accounts.reading import reading_page
from blog.found import at_slug
from blog.models import Category, Post, Site, Tag
from blog.models.queries import PostQuerySet
from blog.syndication import MOST, Entry, Person, feed
from slugs.models import Slugged


@reading_page
def site_feed(request: HttpRequest, form: str) -> HttpResponse:
    return _feed(request, form, title=Site.current().name, path="/", posts=Post.objects.published())


@reading_page
def author_feed(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    posts = Post.objects.published()
    return _feed_of(request, slug, form, Author.objects.public().by_slug(slug), posts.by_author)


@reading_page
def category_feed(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    posts = Post.objects.published()
    return _feed_of(request, slug, form, Category.objects.by_slug(slug), posts.in_category)


@reading_page
def tag_feed(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    posts = Post.objects.published()
    return _feed_of(request, slug, form, Tag.objects.by_slug(slug), lambda tag: posts.filter(tags=tag))


def _feed_of[Thing: Slugged](
    request: HttpRequest, slug: str, form: str, found: Thing | None, posts: Callable[[Thing], PostQuerySet]
) -> HttpResponse:
    def show(thing: Thing) -> HttpResponse:
        title = f"{thing} · {Site.current().name}"
        return _feed(request, form, title=title, path=thing.get_absolute_url(), posts=posts(thing))

    return at_slug(request, slug, found, show)


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
