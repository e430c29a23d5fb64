from collections.abc import Iterable

from django.db import connection, models, transaction

from search.engines import ENGINES
from search.extracts import Hit, hit
from search.words import parted, understand


class DocumentQuerySet(models.QuerySet):
    def put(self, kind: str, key: int, **fields: object) -> None:
        """Make a thing findable, or make what is known of it new. Fields are those of Document."""
        with transaction.atomic(), connection.cursor() as cursor:
            document, _made = self.update_or_create(kind=kind, key=key, defaults=fields)
            words = [parted(getattr(document, name)) for name in ("title", "byline", "text")]
            ENGINES[connection.vendor].put(cursor, document.pk, *words)

    def drop(self, kind: str, key: int) -> None:
        """Make a thing findable no more."""
        with transaction.atomic(), connection.cursor() as cursor:
            gone = self.filter(kind=kind, key=key)
            ENGINES[connection.vendor].drop(cursor, gone.values_list("pk", flat=True))
            gone.delete()

    def find(self, query: str, *, kinds: Iterable[str], most: int = 20, after: int = 0) -> list[Hit]:
        """The best hits among `kinds`, best first, leaving out the first `after`. Any text is a query."""
        terms = understand(query)
        if not terms:
            return []
        with connection.cursor() as cursor:
            rows = ENGINES[connection.vendor].find(cursor, terms, list(kinds), most, after)
        return [hit(row, terms) for row in rows]


class Document(models.Model):
    """The words of something that can be found, beside the path that leads to it. Only what is public is in here."""

    kind = models.CharField(max_length=10)  # "post", "page", "author", "book" or "comment"
    key = models.BigIntegerField()
    path = models.CharField(max_length=400)
    title = models.TextField()
    byline = models.TextField(blank=True)
    text = models.TextField(blank=True)
    at = models.DateTimeField()
    within = models.BigIntegerField(null=True)  # the post a comment is under: found only while that is

    objects = DocumentQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="one_document_a_thing")]
        indexes = [models.Index(fields=["at"], name="documents_by_age")]  # PostgreSQL walks it for words in every text

    def __str__(self) -> str:
        return f"{self.kind} {self.title}"
