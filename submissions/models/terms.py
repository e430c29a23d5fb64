from typing import Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from safe import html
from safe.fields import HTMLField


class Licence(models.Model):
    """The terms that whoever submits agrees to, as they were from some day on. Rows are only ever added."""

    text = models.TextField(_("licence terms"))
    text_html = HTMLField()
    at = models.DateTimeField(_("since"), auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("licence")
        verbose_name_plural = _("licences")

    def __str__(self) -> str:
        return _("Licence %(number)s of %(day)s") % {"number": self.pk, "day": f"{self.at:%Y-%m-%d}"}

    def save(self, *args: object, **kwargs: object) -> None:
        self.text_html = html.article(self.text)
        super().save(*args, **kwargs)

    @property
    def key(self) -> int:
        """Its key; 0 before anybody has agreed to it."""
        return self.pk or 0

    @classmethod
    def holds(cls, key: int) -> bool:
        """Whether this is the one that holds now; our own words are the same, whoever agreed to them first."""
        now = cls.as_shown()
        return key == now.key or (key == 0 and now.text == str(FIRST_LICENCE))

    @classmethod
    def current(cls) -> "Licence":
        """The one that holds now; the first is made of our own words."""
        return cls.objects.first() or cls.objects.create(text=str(FIRST_LICENCE))

    @classmethod
    def as_shown(cls) -> "Licence":
        """The same for whoever only reads it: looking makes none."""
        return cls.objects.first() or cls(text=str(FIRST_LICENCE), text_html=html.article(str(FIRST_LICENCE)))


class Terms(models.Model):
    """What "Write for us" says, and whether it takes pitches. There is one row."""

    guidelines = models.TextField(
        _("guidelines"), blank=True, help_text=_("What you are looking for, and how to send it.")
    )
    guidelines_html = HTMLField()
    takes_pitches = models.BooleanField(
        _("takes pitches"), default=True, help_text=_("If not, guests come by invitation alone.")
    )
    most_words = models.PositiveIntegerField(_("words at most"), default=0, help_text=_("0: as many as it takes."))

    class Meta:
        verbose_name = _("write for us")
        verbose_name_plural = _("write for us")

    def __str__(self) -> str:
        return str(_("Write for us"))

    @classmethod
    def current(cls) -> Self:
        return cls.objects.filter(pk=1).first() or cls(pk=1, guidelines=str(FIRST_GUIDELINES)).rendered()

    def rendered(self) -> Self:
        self.guidelines_html = html.article(self.guidelines)
        return self

    def clean(self) -> None:
        super().clean()
        try:
            html.article(self.guidelines)
        except ValidationError as refused:
            raise ValidationError({"guidelines": refused}) from refused

    def save(self, *args: object, **kwargs: object) -> None:
        self.pk = 1
        self.rendered()
        super().save(*args, **kwargs)

    def reword_licence(self, text: str) -> None:
        """From now on whoever submits agrees to this. What was agreed to before stays with its submission."""
        with transaction.atomic():
            if Licence.current().text.strip() != text.strip():
                Licence.objects.create(text=text)

    reword_licence.alters_data = True  # type: ignore[attr-defined]


FIRST_GUIDELINES = _(
    "We publish essays by people who know what they write about because they have done it. Tell us in a few sentences "
    "what yours would be. If it is for us, an editor will work on it with you, and you are asked to approve the page "
    "before it appears."
)
FIRST_LICENCE = _(
    "The essay stays yours. You allow us to publish it here, to edit it with your approval, to keep it in our archive "
    "and to send it to our readers. You have written it yourself, and you may show the pictures that are in it. You "
    "may publish it elsewhere too; if you do, please say that it appeared here first."
)
