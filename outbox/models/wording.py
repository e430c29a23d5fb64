from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from outbox import words
from outbox.kinds import Kind, kind


class Words(NamedTuple):
    subject: str
    body: str


def ours(kind: Kind) -> Words:
    return Words(str(kind.subject), str(kind.body))


class WordingQuerySet(models.QuerySet):
    def holding_for(self, kind: Kind) -> Words:
        """The words that hold now: an editor's, or ours where there are none or they fit the kind no more."""
        editors = self.filter(kind=kind.key).first()
        if editors and editors.fits:
            return Words(editors.subject, editors.body)
        return ours(kind)

    def reword(self, kind: Kind, *, subject: str, body: str) -> None:
        """Let these words hold; where they are ours, nothing is kept, so that ours may still change."""
        if Words(subject, body) == ours(kind):
            self.back_to_ours(kind)
        else:
            self.update_or_create(kind=kind.key, defaults={"subject": subject, "body": body})

    def back_to_ours(self, kind: Kind) -> None:
        self.filter(kind=kind.key).delete()


class Wording(models.Model):
    """An editor's own words for a kind of mail."""

    kind = models.CharField(max_length=50, unique=True, editable=False)
    subject = models.CharField(gettext_lazy("subject"), max_length=words.LONGEST_SUBJECT)
    body = models.TextField(gettext_lazy("text"), max_length=10_000)

    objects = WordingQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = gettext_lazy("words of mails")
        verbose_name_plural = gettext_lazy("words of mails")

    def __str__(self) -> str:
        return str(kind(self.kind).label)

    @property
    def fits(self) -> bool:
        """Whether the kind has every placeholder that these words hold."""
        return not words.unknown(self.subject + self.body, kind(self.kind))

    def clean(self) -> None:
        super().clean()
        self.subject, self.body = words.one_line(self.subject), words.settled(self.body)
        troubles = {name: trouble for name in ("subject", "body") if (trouble := self._trouble(getattr(self, name)))}
        if troubles:
            raise ValidationError(troubles)

    def _trouble(self, text: str) -> str:
        """What is wrong with these words, in a sentence for whoever wrote them; empty where nothing is."""
        there_are = ", ".join(f"{{{name}}}" for name in kind(self.kind).known)
        if unknown := words.unknown(text, kind(self.kind)):
            named = ", ".join(f"{{{name}}}" for name in unknown)
            return _("This mail knows no %(named)s. There are: %(there_are)s.") % {
                "named": named,
                "there_are": there_are,
            }
        if words.has_stray_braces(text):
            return _("A brace stands alone here. Braces are for what is filled in: %s.") % there_are
        return ""
