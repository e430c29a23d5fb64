"""The search page. Whatever is typed gives a page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.reading import reading_page
from search.models import Document

HITS_PER_PAGE = 20
DEEPEST = 500  # hits that can be paged to; whoever looks further adds a word
KINDS = ["post", "page", "author", "book"]


@reading_page
def search(request: HttpRequest) -> HttpResponse:
    query = request.GET.get("q", "").replace("\x00", " ").strip()
    with_comments = "comments" in request.GET
    after = _after(request.GET.get("after", ""))
    kinds = [*KINDS, "comment"] if with_comments else KINDS
    hits = Document.objects.find(query, kinds=kinds, most=HITS_PER_PAGE + 1, after=after)
    more = after + HITS_PER_PAGE if len(hits) > HITS_PER_PAGE and after < DEEPEST else None
    context = {
        "query": query,
        "hits": hits[:HITS_PER_PAGE],
        "with_comments": with_comments,
        "after": after,
        "more": more,
    }
    return render(request, "blog/search.html", context)


def _after(text: str) -> int:
    return min(int(text), DEEPEST) if text.isascii() and text.isdecimal() and len(text) < 5 else 0
