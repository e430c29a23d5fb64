from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from accounts.models import User
    from blog.models.post import Post

TEXTS = ["title", "subtitle", "introduction", "body", "question", "excerpt"]  # what of a post is kept of each version
SECONDS_AT_WORK = 90  # after the last sign of somebody at a form, they are taken to have left


class RevisionQuerySet(models.QuerySet):
    def record(self, post: "Post", *, by: "User | None") -> None:
        """Keep the post's texts as they are now, unless the last version has the same."""
        texts = {name: getattr(post, name) for name in TEXTS}
        last = self.filter(post=post).first()
        if last is None or last.texts != texts:
            self.create(post=post, by=by, texts=texts)


class Revision(models.Model):
    """What a post said once. Rows are only ever added."""

    post = models.ForeignKey("blog.Post", models.CASCADE, related_name="revisions")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, verbose_name=_("by"))
    texts = models.JSONField()
    at = models.DateTimeField(_("at"), auto_now_add=True)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("version")
        verbose_name_plural = _("versions")

    def __str__(self) -> str:
        return f"{self.texts['title']} · {self.by or '…'}"


class AutosaveQuerySet(models.QuerySet):
    def keep(self, user: "User", form: str, texts: dict[str, str]) -> None:
        """Store what stands in an open form, but NUL, which PostgreSQL does not take, and the version it showed."""
        known = {name: texts[name].replace("\0", "") for name in TEXTS if name in texts}
        self.update_or_create(user=user, form=form, defaults={"texts": known, "seen": _number(texts.get("seen", ""))})

    def elsewhere(self, user: "User", form: str) -> list[str]:
        """The names of others who have the same form open just now."""
        since = timezone.now() - timedelta(seconds=SECONDS_AT_WORK)
        others = self.filter(form=form, at__gt=since).exclude(user=user).select_related("user")
        return [str(autosave.user) for autosave in others]


class Autosave(models.Model):
    """What somebody has typed into a form and not saved. It is theirs alone, and goes when they save."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    form = models.CharField(max_length=50)  # a post's key, or "new" and a random word
    texts = models.JSONField(default=dict)
    seen = models.PositiveIntegerField(null=True)  # the post's version when its form was opened
    at = models.DateTimeField(auto_now=True)

    objects = AutosaveQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "form"], name="one_autosave_a_form")]

    def __str__(self) -> str:
        return self.texts.get("title", "") or self.form

    def differs_from(self, texts: dict[str, str]) -> bool:
        return any(self.texts.get(name, texts[name]).strip() != texts[name].strip() for name in texts)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None
