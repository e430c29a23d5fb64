from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.models import Author
from accounts.reading import reading_page
from blog.models import Post
from blog.paging import page_of_posts
from slugs.models import Slugged


@reading_page
def home(request: HttpRequest) -> HttpResponse:
    page = page_of_posts(Post.objects.published(), request)
    return render(request, "blog/home.html", {"page": page})


@reading_page
def post(request: HttpRequest, slug: str) -> HttpResponse:
    found = Post.objects.published().for_reading().by_slug(slug)
    if found is None:
        raise Http404
    return moved(request, found) if found.slug != slug else render(request, "blog/post.html", {"post": found})


@reading_page
def authors(request: HttpRequest) -> HttpResponse:
    with_posts = Author.objects.filter(Exists(Post.objects.published().filter(bylines__author=OuterRef("pk"))))
    return render(request, "blog/authors.html", {"authors": with_posts})


@reading_page
def author(request: HttpRequest, slug: str) -> HttpResponse:
    found = Author.objects.prefetch_related("books").by_slug(slug)
    if found is None:
        raise Http404
    if found.slug != slug:
        return moved(request, found)
    page = page_of_posts(Post.objects.published().by_author(found), request)
    return render(request, "blog/author.html", {"author": found, "page": page})


def author_of_wordpress(request: HttpRequest, slug: str) -> HttpResponse:
    """WordPress has authors under `/author/`."""
    return redirect("author", slug, permanent=True)


def moved(request: HttpRequest, to: Slugged) -> HttpResponse:
    """Lead whoever came by a former address to the one that holds now."""
    here = request.resolver_match
    path = reverse(here.view_name, kwargs=here.kwargs | {"slug": to.slug})
    query = request.META.get("QUERY_STRING", "")
    return redirect(path + (f"?{query}" if query else ""), permanent=True)
