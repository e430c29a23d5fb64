from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.models import Author
from accounts.reading import reading_page
from blog import colours
from blog.found import at_slug
from blog.models import Page, Post
from blog.paging import page_of_posts


@reading_page
def home(request: HttpRequest) -> HttpResponse:
    page = page_of_posts(Post.objects.published(), request)
    return render(request, "blog/home.html", {"page": page})


@reading_page
def post(request: HttpRequest, slug: str) -> HttpResponse:
    """The post or the page at this slug, else the one that was: both stand at the root."""
    posts, pages = Post.objects.published().for_reading(), Page.objects.public()
    found = posts.at(slug) or pages.at(slug) or posts.formerly(slug) or pages.formerly(slug)
    if isinstance(found, Page):
        return at_slug(request, slug, found, lambda page: render(request, "blog/page.html", {"page": page}))
    return at_slug(request, slug, found, lambda post: render(request, "blog/post.html", {"post": post}))


@reading_page
def authors(request: HttpRequest) -> HttpResponse:
    with_posts = Author.objects.filter(Exists(Post.objects.published().filter(bylines__author=OuterRef("pk"))))
    return render(request, "blog/authors.html", {"authors": with_posts})


@reading_page
def author(request: HttpRequest, slug: str) -> HttpResponse:
    def show(author: Author) -> HttpResponse:
        page = page_of_posts(Post.objects.published().by_author(author), request)
        return render(request, "blog/author.html", {"author": author, "page": page})

    return at_slug(request, slug, Author.objects.public().prefetch_related("books").by_slug(slug), show)


def author_of_wordpress(request: HttpRequest, slug: str) -> HttpResponse:
    """WordPress has authors under `/author/`."""
    return redirect("author", slug, permanent=True)


def accent(request: HttpRequest, light: str, dark: str) -> HttpResponse:
    """The accent colours that the address names, as a stylesheet: a page may hold no style of its own."""
    inks = {f"{scheme}_ink": colours.ink_on(f"#{colour}") for scheme, colour in (("light", light), ("dark", dark))}
    context = {"light": light, "dark": dark} | inks
    response = render(request, "blog/accent.css", context, content_type="text/css; charset=utf-8")
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
