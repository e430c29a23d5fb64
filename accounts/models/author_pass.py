import secrets
from datetime import datetime
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
    """Lets an author answer under what they wrote, until it is revoked: from browsers that hold its key, and from an
    account with another byline of its own. The account whose byline it is needs none, and is silenced with it.
    """

    author = models.OneToOneField(Author, models.CASCADE, related_name="author_pass")
    key = models.CharField(max_length=32, unique=True, default=new_key)
    user = models.ForeignKey("accounts.User", models.SET_NULL, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey("accounts.User", models.SET_NULL, null=True, related_name="+")

    objects = AuthorPassQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.author)

    @property
    def is_live(self) -> bool:
        return self.revoked_at is None

    def is_held_by(self, user: "User | None", key: str) -> bool:
        """Whether it was given to this account, or to a browser with this key."""
        return self.key == key or (user is not None and self.user_id == user.pk)

    @verb
    def give_to(self, user: "User") -> None:
        """Let this account answer as the author, and none of the browsers that held the key."""
        if self.user_id != user.pk:
            self.user, self.key = user, new_key()
            self.save()

    @verb
    def revoke(self, *, by: "User", at: datetime | None = None) -> None:
        """From now on neither a browser nor an account speaks for the author."""
        if self.is_live:
            self.revoked_at, self.revoked_by = at or timezone.now(), by
            self.save()

    @verb
    def restore(self, *, by: "User") -> None:
        """Let them answer again. Browsers that had the old key are not among theirs any more."""
        self.revoked_at, self.revoked_by, self.key = None, None, new_key()
        self.save()
