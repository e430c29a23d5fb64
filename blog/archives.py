"""Posts by what they are filed under and by when they were published."""

from datetime import date
from itertools import groupby

from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.reading import reading_page
from blog.found import at_slug
from blog.models import Category, Post, Series, Tag
from blog.models.queries import PostQuerySet
from blog.paging import PostPage, page_of_posts


@reading_page
def category(request: HttpRequest, slug: str) -> HttpResponse:
    def show(category: Category) -> HttpResponse:
        return _posts(request, "blog/category.html", Post.objects.published().in_category(category), category=category)

    return at_slug(request, slug, Category.objects.select_related("parent").by_slug(slug), show)


@reading_page
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    def show(tag: Tag) -> HttpResponse:
        return _posts(request, "blog/tag.html", Post.objects.published().filter(tags=tag), tag=tag)

    return at_slug(request, slug, Tag.objects.by_slug(slug), show)


@reading_page
def series(request: HttpRequest, slug: str) -> HttpResponse:
    """The parts of a series on one page, in the order they are to be read."""

    def show(series: Series) -> HttpResponse:
        parts = list(Post.objects.published().filter(series=series).with_bylines().in_parts())
        if not parts:
            raise Http404
        return render(request, "blog/series.html", {"series": series, "page": PostPage(parts)})

    return at_slug(request, slug, Series.objects.by_slug(slug), show)


@reading_page
def year(request: HttpRequest, year: int) -> HttpResponse:
    start = date(year, 1, 1)
    posts = Post.objects.published().between(start, date(year + 1, 1, 1))
    return _posts(request, "blog/year.html", posts, year=year, months=months(posts))


@reading_page
def month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    start = date(year, month, 1)
    end = date(year + month // 12, month % 12 + 1, 1)
    posts = Post.objects.published().between(start, end)
    return _posts(request, "blog/month.html", posts, year=year, month=start)


@reading_page
def archive(request: HttpRequest) -> HttpResponse:
    """Every month in which something was published, and every category."""
    by_month = months(Post.objects.published())
    years = [(year, list(entries)) for year, entries in groupby(by_month, lambda entry: entry["month"].year)]
    categories = Category.objects.filter(posts__status="published").distinct()
    series = Series.objects.filter(posts__status="published").distinct()
    return render(request, "blog/archive.html", {"years": years, "categories": categories, "series": series})


def _posts(request: HttpRequest, template: str, posts: PostQuerySet, **context: object) -> HttpResponse:
    """A page of the list; Http404 where nothing was ever published."""
    page = page_of_posts(posts, request)
    if not page.posts:
        raise Http404
    return render(request, template, {"page": page, **context})


def months(posts: PostQuerySet) -> list[dict]:
    """The months, newest first, with how many posts each has."""
    zone = timezone.get_current_timezone()
    by_month = posts.order_by().annotate(month=TruncMonth("published_at", tzinfo=zone)).values("month")
    return list(by_month.annotate(count=Count("pk")).order_by("-month"))
