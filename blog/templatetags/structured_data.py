"""`{% structured_data post %}`: the post as search engines read it (schema.org BlogPosting)."""

from urllib.parse import urljoin

from django import template
from django.conf import settings
from django.utils.safestring import SafeString

from accounts.models import Author, Book
from blog.models import Post, Site
from safe import html

register = template.Library()


@register.simple_tag
def structured_data(post: Post) -> SafeString:
    return html.data_block({"@context": "https://schema.org", "@graph": [_posting(post), _breadcrumbs(post)]})


def _posting(post: Post) -> dict:
    address = settings.SITE_URL + post.get_absolute_url()
    images = [urljoin(settings.SITE_URL, post.picture.fallback.address)] if post.picture else []
    images += [post.card_address] if post.card else []
    books = [_book(book, author) for author in post.byline_authors for book in author.books.all()]
    times = {
        "datePublished": post.published_at,
        "dateModified": max(post.updated_at, post.published_at or post.updated_at),
    }
    return {
        "@type": "BlogPosting",
        "@id": f"{address}#post",
        "mainEntityOfPage": address,
        "headline": post.title,
        **({"image": images} if images else {}),
        "description": post.summary,
        **{name: at.isoformat(timespec="seconds") for name, at in times.items() if at},
        "author": [_person(author) for author in post.byline_authors],
        "publisher": {"@type": "Organization", "name": Site.current().name, "url": settings.SITE_URL + "/"},
        "commentCount": post.comment_count,
        "inLanguage": Site.current().language,
        "wordCount": len(html.words(post.body_html).split()),
        "keywords": [tag.name for tag in post.tagged],
        **({"citation": books} if books else {}),
    }


def _person(author: Author) -> dict:
    image = {"image": urljoin(settings.SITE_URL, author.photo.url)} if author.photo else {}
    return {"@type": "Person", "name": author.name, "url": settings.SITE_URL + author.get_absolute_url(), **image}


def _book(book: Book, author: Author) -> dict:
    link = {"url": book.link} if book.link else {}
    return {"@type": "Book", "name": book.title, "author": {"@type": "Person", "name": author.name}, **link}


def _breadcrumbs(post: Post) -> dict:
    filed = [(thing.name, thing.get_absolute_url()) for thing in post.filed[:1] if thing.kind == "category"]
    trail = [(Site.current().name, "/"), *filed, (post.title, post.get_absolute_url())]
    items = [
        {"@type": "ListItem", "position": position, "name": name, "item": settings.SITE_URL + path}
        for position, (name, path) in enumerate(trail, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}
