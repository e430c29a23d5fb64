from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Self

from django.db.models import F, OuterRef, Prefetch, Q, Subquery
from django.utils import timezone

from slugs.models import SluggedQuerySet

if TYPE_CHECKING:
    from accounts.models import User
    from blog.models.taxonomy import Category


class PostQuerySet(SluggedQuerySet):
    def published(self) -> Self:
        return self.filter(status="published")

    def trashed(self) -> Self:
        return self.filter(status="trashed")

    def due(self) -> Self:
        """Scheduled posts whose time has come."""
        return self.filter(status="scheduled", published_at__lte=timezone.now())

    def newest_first(self) -> Self:
        return self.order_by("-published_at", "-pk")

    def in_parts(self) -> Self:
        """As a series is read: by part, and what has no number after them by date."""
        return self.order_by(F("part").asc(nulls_last=True), "published_at", "pk")

    def before(self, post: object) -> Self:
        """The posts that follow `post` where the newest come first."""
        at, pk = post.published_at, post.pk  # type: ignore[attr-defined]
        return self.filter(Q(published_at__lt=at) | Q(published_at=at, pk__lt=pk))

    def with_bylines(self) -> Self:
        return self.prefetch_related("bylines__author")

    def for_listing(self) -> Self:
        """All that lists and feeds show of posts, in two queries."""
        return self.select_related("picture").with_bylines()

    def for_reading(self) -> Self:
        """What a post's page shows of it, in three queries; `post.filed` and `post.others` are one more each.

        With the bylines it is read who may answer readers as their authors.
        """
        bylines = self.model._meta.get_field("bylines").related_model.objects.select_related("author__author_pass")
        with_books = self.prefetch_related(Prefetch("bylines", bylines), "bylines__author__books")
        return with_books.select_related("introduced_by", "series", "picture").with_neighbours()

    def with_neighbours(self) -> Self:
        """Slug and title of the posts published before and after, as part of the same query."""
        at, pk = OuterRef("published_at"), OuterRef("pk")
        public = self.model.objects.published()
        older = public.filter(Q(published_at__lt=at) | Q(published_at=at, pk__lt=pk)).newest_first()
        newer = public.filter(Q(published_at__gt=at) | Q(published_at=at, pk__gt=pk)).order_by("published_at", "pk")
        return self.annotate(
            older_slug=Subquery(older.values("slug")[:1]),
            older_title=Subquery(older.values("title")[:1]),
            newer_slug=Subquery(newer.values("slug")[:1]),
            newer_title=Subquery(newer.values("title")[:1]),
        )

    def by_author(self, author: object) -> Self:
        return self.filter(bylines__author=author)

    def in_category(self, category: "Category") -> Self:
        """Filed under it, or under a category that is part of it."""
        filed = self.model.categories.through.objects.filter(category__in=category.family())
        return self.filter(pk__in=filed.values("post"))

    def between(self, start: date, end: date) -> Self:
        """Published from the day `start` to before the day `end`, in the site's time zone."""
        return self.filter(published_at__gte=_midnight(start), published_at__lt=_midnight(end))

    def editable_by(self, user: "User") -> Self:
        """Every post that was handed in for those who publish; for an author those under their own byline, apart from
        what lies on a guest's desk: it is written there, and what editors accepted is theirs to change."""
        handed_in = self.filter(handed_in=True)
        if user.has_perm("blog.publish_post"):
            return handed_in
        house = Q(link_rels__isnull=True) | Q(status="published")
        return handed_in.filter(house, bylines__author__user=user).distinct()

    def known_to(self, user: "User") -> Self:
        """What is public, and what this person may edit."""
        return self.filter(Q(status="published") | Q(pk__in=self.editable_by(user).values("pk")))

    def past_closing(self) -> Self:
        """Posts whose comments are to close by age now."""
        limit = oldest_open()
        return self.filter(comments_open=True, published_at__lt=limit) if limit else self.none()


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def oldest_open() -> datetime | None:
    """Posts published before this take no more comments; None where comments never close by age."""
    from blog.models.site import Site

    days = Site.current().close_after_days
    return timezone.now() - timedelta(days=days) if days else None
