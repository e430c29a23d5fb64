"""What search engines are told of: every post, page, author, category, tag, series and month that holds something."""

from collections.abc import Iterable
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap as DjangoSitemap
from django.db.models import Max, Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from accounts.models import Author
from blog.archives import months
from blog.models import Category, Page, Post, Series, Tag

PUBLISHED = {"posts__status": "published"}


class Sitemap(DjangoSitemap):
    """Says the site's own address, whatever host it was asked for at."""

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site: object = None) -> str:
        return urlsplit(settings.SITE_URL).netloc


class Posts(Sitemap):
    limit = 1000

    def items(self) -> QuerySet:
        """Those that are at home here: what appeared elsewhere first is found there."""
        return Post.objects.published().filter(original="").newest_first()

    def lastmod(self, post: Post) -> datetime:
        return post.updated_at


class Listed(Sitemap):
    """Things with a page of the posts that they hold."""

    limit = 1000

    def __init__(self, model: type[Model]) -> None:
        self.model = model

    def items(self) -> QuerySet:
        return self.model._default_manager.filter(**PUBLISHED).annotate(newest=Max("posts__updated_at")).order_by("pk")

    def lastmod(self, thing: Author) -> datetime:
        return thing.newest


class Pages(Sitemap):
    limit = 1000

    def items(self) -> QuerySet:
        return Page.objects.public().order_by("pk")

    def lastmod(self, page: Page) -> datetime:
        return page.updated_at


class Lists(Sitemap):
    def items(self) -> Iterable[str]:
        """Addresses: the lists, and a page for each month."""
        of_months = (entry["month"] for entry in months(Post.objects.published()))
        lists = [reverse("home"), reverse("authors"), reverse("archive")]
        return [*lists, *(reverse("month", args=[month.year, month.month]) for month in of_months)]

    def location(self, address: str) -> str:
        return address


SITEMAPS = {
    "posts": Posts,
    "authors": Listed(Author),
    "categories": Listed(Category),
    "tags": Listed(Tag),
    "series": Listed(Series),
    "pages": Pages,
    "lists": Lists,
}


def robots(request: HttpRequest) -> HttpResponse:
    lines = [
        *("User-agent: *", "Disallow: /admin/", "Disallow: /accounts/", ""),
        f"Sitemap: {settings.SITE_URL}{reverse('sitemap')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
