"""Who is writing, by proof: an account, or the signed cookie that came with an earlier comment.

What somebody types into the form proves nothing, and nothing here looks at it.
"""

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.core import signing
from django.db.models import Q
from django.http import HttpRequest, HttpResponse

from accounts.models import Author, Identity, User
from accounts.reading import AUTHOR_COOKIE, DETAILS_COOKIE, HALF_WRITTEN_COOKIE, WRITER_COOKIE
from blog.models import Post

if TYPE_CHECKING:
    from comments.models import Comment

DAY = 24 * 3600  # seconds
YEAR = 365 * DAY


@dataclass
class Writer:
    """Whoever sent a request: `user` where they signed in, `key` where their browser holds one from before."""

    user: User | None = None
    key: str = ""
    author_key: str = ""  # of an AuthorPass, from the desk of somebody who wrote a post

    @classmethod
    def of(cls, request: HttpRequest) -> Self:
        """Looks at the account only where there is a session, so that a page for strangers varies on nothing."""
        has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
        user = request.user if has_session and request.user.is_authenticated else None
        keys = (request.get_signed_cookie(name, default="", salt=name) for name in (WRITER_COOKIE, AUTHOR_COOKIE))
        return cls(user, *keys)

    def author_of(self, post: Post) -> Author | None:
        """Which author of this post they are, by their account or by the pass in their browser."""
        if not (self.user or self.author_key):
            return None
        theirs = (one for one in post.byline_authors if one.is_spoken_for_by(self.user, self.author_key))
        return next(theirs, None)

    @property
    def identity(self) -> Identity | None:
        """As whom they comment; None for an account that comments under its own name, and for strangers."""
        return self.user.commenting_as if self.user else None

    @property
    def as_guest(self) -> "Writer":
        """The same browser, commenting with a typed name: nothing of the account stands behind that."""
        return Writer(None, self.key)

    @property
    def is_staff(self) -> bool:
        return self.user is not None and self.user.is_staff

    @property
    def is_known(self) -> bool:
        return self.user is not None or bool(self.key)

    def own(self) -> Q:
        """The comments of this writer."""
        mine = Q(user=self.user) if self.user else Q(pk__in=[])
        return mine | Q(writer_key=self.key, user=None) if self.key else mine

    def wrote(self, comment: "Comment") -> bool:
        by_account = self.user is not None and comment.user_id == self.user.pk
        return by_account or (bool(self.key) and comment.writer_key == self.key and comment.user_id is None)

    def record(self, *, apart_from: "Comment | None" = None) -> set[str]:
        """Where their comments have gone: the statuses that there are among them.

        Theirs is also what was said from other browsers under an address that they proved in this one.
        """
        from comments.models import Comment

        proven = Comment.objects.filter(self.own(), user=None).exclude(identity=None).values("identity")
        mine = Comment.objects.filter(self.own() | Q(identity__in=proven, user=None))
        mine = mine.exclude(pk=apart_from.pk if apart_from else None)
        return set(mine.values_list("status", flat=True).distinct())


def new_key() -> str:
    return secrets.token_hex(16)


def remember_writer(response: HttpResponse, key: str) -> None:
    """Let the browser prove later that it sent this comment. The cookie holds a random number and no name."""
    response.set_signed_cookie(WRITER_COOKIE, key, salt=WRITER_COOKIE, max_age=YEAR, **_cookie())


def remember_details(response: HttpResponse, details: dict[str, str] | None) -> None:
    """Keep name, address and website for the next comment; None forgets them, as unticking the box does."""
    if details:
        value = signing.dumps(details, salt=DETAILS_COOKIE, compress=True)
        response.set_cookie(DETAILS_COOKIE, value, max_age=YEAR, **_cookie())
    else:
        response.delete_cookie(DETAILS_COOKIE, samesite="Lax")


def remembered_details(request: HttpRequest) -> dict[str, str]:
    try:
        return signing.loads(request.COOKIES.get(DETAILS_COOKIE, ""), salt=DETAILS_COOKIE)
    except signing.BadSignature:
        return {}


def remember_half_written(response: HttpResponse, key: str) -> None:
    """Let this browser find again what it had half written. The cookie holds a random number and no words."""
    response.set_signed_cookie(HALF_WRITTEN_COOKIE, key, salt=HALF_WRITTEN_COOKIE, max_age=DAY, **_cookie())


def forget_half_written(response: HttpResponse) -> None:
    response.delete_cookie(HALF_WRITTEN_COOKIE, samesite="Lax")


def half_written_key(request: HttpRequest) -> str:
    return request.get_signed_cookie(HALF_WRITTEN_COOKIE, default="", salt=HALF_WRITTEN_COOKIE, max_age=DAY)


def _cookie() -> dict:
    return {"secure": settings.SESSION_COOKIE_SECURE, "httponly": True, "samesite": "Lax"}
