import secrets
from datetime import timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blog.models import Post
from comments.refusals import TooFast
from safe.verbs import verb

if TYPE_CHECKING:
    from accounts.models import User

KEPT_FOR = timedelta(days=1)
CEILING = 100  # by one network, within that time


class HalfWrittenQuerySet(models.QuerySet):
    def fresh(self) -> Self:
        return self.filter(kept_at__gt=timezone.now() - KEPT_FOR)

    def belonging_to(self, user: "User | None") -> Self:
        """What somebody wrote while signed in is theirs; what was written signed out, the browser's while it is so."""
        return self.filter(user=user)

    def keep(self, *, key: str, post: Post, user: "User | None", said: dict[str, str], network: str) -> "HalfWritten":
        """Keep what stands in the form. Raises TooFast where a network fills the table."""
        mine = {"key": key, "post": post, "user": user}
        is_new = not self.filter(**mine).exists()
        if is_new and network and self.fresh().filter(network=network).count() >= CEILING:
            raise TooFast
        now = {"trip": secrets.token_hex(16), "trouble": "", "kept_at": timezone.now()}
        return self.update_or_create(**mine, defaults=now | {"said": said, "network": network})[0]

    def forget_old(self) -> None:
        self.exclude(Q(kept_at__gt=timezone.now() - KEPT_FOR)).delete()


class HalfWritten(models.Model):
    """A comment on its way: what stood in the form when its writer went to sign in, change or log out.

    A browser finds it by `key`, which it holds in a signed cookie, and keeps one for each who signs in there. `trip` is
    the way there and back; it is known to nobody but the session that set out, and whoever comes back by it signed in
    takes the words along.
    """

    class Trouble(models.TextChoices):
        CANCELLED = "cancelled", _("You came back from %(provider)s without signing in. What you wrote is still here.")
        FAILED = (
            "failed",
            _(
                "%(provider)s did not let you in: it may be out of order, or it took too long. "
                "What you wrote is still here. Please try again, or choose another way."
            ),
        )
        UNREACHABLE = (
            "unreachable",
            _("%(provider)s cannot be reached just now. What you wrote is still here; please choose another way."),
        )
        OURS = (
            "ours",
            _(
                "The address that %(provider)s knows you by belongs to somebody who works on this site. "
                "If that is you, sign in to your account here first and connect %(provider)s there."
            ),
        )
        CLOSED = "closed", _("The account behind this %(provider)s identity was closed by those who run this site.")

    key = models.CharField(max_length=32)
    post = models.ForeignKey(Post, models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    said = models.JSONField(default=dict)  # the form's fields as they were typed, right or wrong
    trip = models.CharField(max_length=32)
    provider = models.CharField(max_length=100, blank=True)  # where the trip led, as it is called
    trouble = models.CharField(max_length=20, blank=True, choices=Trouble)
    network = models.CharField(max_length=50, blank=True)
    kept_at = models.DateTimeField(default=timezone.now)

    objects = HalfWrittenQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "post", "user"], name="one_half_written_each"),
            models.UniqueConstraint(fields=["key", "post"], condition=Q(user=None), name="one_half_written_signed_out"),
        ]
        indexes = [models.Index(fields=["kept_at"], name="half_written_by_age")]

    def __str__(self) -> str:
        return f"{self.post}: {self.said.get('body', '')[:60]}"

    @property
    def way_back(self) -> str:
        return reverse("comment-return", args=[self.post.slug, self.trip])

    @property
    def what_happened(self) -> str:
        """The sentence for its writer about a trip that led nowhere."""
        provider = self.provider or str(_("The provider"))
        return self.get_trouble_display() % {"provider": provider} if self.trouble else ""

    @verb
    def set_out(self, provider: str) -> None:
        self.provider = provider
        self.save(update_fields=["provider"])

    @verb
    def come_back(self, *, user: "User | None", trouble: str = "") -> None:
        """The trip is over. Who signed in on it has these words from now on, whoever was signed in before."""
        self.trouble, self.trip = trouble if trouble in self.Trouble.values else "", ""
        with transaction.atomic():
            if user and not self.trouble:
                self._belong_to(user)
            self.save(update_fields=["trouble", "user", "trip", "said"])

    def _belong_to(self, user: "User") -> None:
        """What they had left in this browser makes way for new words, and is there again where they bring none."""
        self.user = user
        earlier = type(self).objects.filter(key=self.key, post=self.post, user=user).exclude(pk=self.pk).first()
        if earlier:
            self.said = self.said if self.said.get("body") else earlier.said
            earlier.delete()
