import secrets
from typing import TYPE_CHECKING, Self

from django.db import models
from django.utils import timezone

from accounts.models.author import Author
from safe.verbs import verb

if TYPE_CHECKING:
    from accounts.models.user import User


def new_key() -> str:
    return secrets.token_hex(16)


class AuthorPassQuerySet(models.QuerySet):
    def live(self) -> Self:
        return self.filter(revoked_at=None)

    def of(self, author: Author) -> "AuthorPass":
        """The author's pass, made where there was none; one that was revoked stays so."""
        return self.get_or_create(author=author)[0]


class AuthorPass(models.Model):
    """Lets the browsers of an author who has no account answer under what they wrote, until it is revoked."""

    author = models.OneToOneField(Author, models.CASCADE, related_name="author_pass")
    key = models.CharField(max_length=32, unique=True, default=new_key)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey("accounts.User", models.SET_NULL, null=True, related_name="+")

    objects = AuthorPassQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.author)

    @property
    def is_live(self) -> bool:
        return self.revoked_at is None

    @verb
    def revoke(self, *, by: "User") -> None:
        """From now on no browser that has it speaks for the author."""
        if self.is_live:
            self.revoked_at, self.revoked_by = timezone.now(), by
            self.save()

    @verb
    def restore(self, *, by: "User") -> None:
        """Let them answer again. Browsers that had the old key are not among theirs any more."""
        self.revoked_at, self.revoked_by, self.key = None, None, new_key()
        self.save()
