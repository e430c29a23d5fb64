from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Value
from django.urls import reverse

from blog.models.taxonomy import Category, Tag

if TYPE_CHECKING:
    from blog.models.post import Post


class Filing(NamedTuple):
    """A category or a tag as a post's page names it."""

    kind: str  # "category" or "tag"
    name: str
    slug: str

    def get_absolute_url(self) -> str:
        return reverse(self.kind, args=[self.slug])


def filed_under(post: "Post") -> list[Filing]:
    """What a post is filed under, categories first, in one query for both kinds."""
    categories, tags = (
        kind.objects.filter(posts=post).order_by().values_list(Value(name), "name", "slug")
        for kind, name in ((Category, "category"), (Tag, "tag"))
    )
    return sorted(Filing(*row) for row in categories.union(tags))
