"""Posts by what they are filed under and by when they were published."""

from datetime import date
from itertools import groupby

from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dates import MONTHS

from accounts.reading import reading_page
from blog.models import Category, Post, Tag
from blog.models.queries import PostQuerySet
from blog.paging import page_of_posts
from blog.views import moved


@reading_page
def category(request: HttpRequest, slug: str) -> HttpResponse:
    found = Category.objects.select_related("parent").by_slug(slug)
    if found is None:
        raise Http404
    if found.slug != slug:
        return moved(request, found)
    return _posts(request, "blog/category.html", Post.objects.published().in_category(found), category=found)


@reading_page
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    found = Tag.objects.by_slug(slug)
    if found is None:
        raise Http404
    if found.slug != slug:
        return moved(request, found)
    return _posts(request, "blog/tag.html", Post.objects.published().filter(tags=found), tag=found)


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
    return _posts(request, "blog/month.html", posts, year=year, month_name=MONTHS[month])


@reading_page
def archive(request: HttpRequest) -> HttpResponse:
    """Every month in which something was published, and every category."""
    by_month = months(Post.objects.published())
    years = [(year, list(entries)) for year, entries in groupby(by_month, lambda entry: entry["month"].year)]
    categories = Category.objects.filter(posts__status="published").distinct()
    return render(request, "blog/archive.html", {"years": years, "categories": categories})


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
