import re
import zoneinfo
from contextlib import suppress
from email.utils import formataddr, parseaddr
from functools import cache as once
from typing import Self
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models, transaction
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from blog import colours
from blog.models.everywhere import Everywhere
from blog.models.menu import MenuItem
from safe import addresses, html
from safe.addresses import Link
from safe.fields import HTMLField, PictureField, stored_under
from safe.images import Picture
from safe.verbs import verb

KEPT = "site"
LOGO_HEIGHT = 40  # pixels
SECONDS_KEPT = 60  # where a process was killed between storing a change and telling the others
is_colour = RegexValidator(
    r"^#[0-9a-f]{6}\Z", _("A colour is written like #8f2f1c: six digits or letters from a to f."), flags=re.IGNORECASE
)


def first_of(words: str, said: str) -> str:
    """The first of the words, one a line, that stands anywhere in what was said, also within another: as in WordPress.

    Empty where none does.
    """
    said = said.casefold()
    return next((word.strip() for word in words.splitlines() if word.strip() and word.strip().casefold() in said), "")


def logo_path(site: "Site", name: str) -> str:
    return stored_under("site", name)


@once
def time_zones() -> list[tuple[str, str]]:
    names = (name for name in zoneinfo.available_timezones() if "/" in name and not name.startswith("Etc/"))
    return [("UTC", "UTC"), *((name, name.replace("_", " ")) for name in sorted(names))]


def starting_name() -> str:
    return settings.SITE_NAME


def starting_tagline() -> str:
    return settings.SITE_TAGLINE


def starting_time_zone() -> str:
    return settings.TIME_ZONE


class Site(Everywhere):
    """What its owner decides about the publication as a whole. There is one row, and every page reads it."""

    name = models.CharField(_("name"), max_length=100, default=starting_name)
    tagline = models.CharField(
        _("tagline"), max_length=200, blank=True, default=starting_tagline, help_text=_("What it is about, in a line.")
    )
    logo = PictureField(
        _("logo"), upload_to=logo_path, side=600, blank=True, help_text=_("Shown in place of the name, 40 pixels high.")
    )
    logo_width = models.PositiveSmallIntegerField(editable=False, default=0)  # as shown: 40 pixels high
    accent = models.CharField(
        _("accent colour"),
        max_length=7,
        blank=True,
        validators=[is_colour],
        help_text=_("For links and buttons, such as #8f2f1c. Empty: the theme’s own."),
    )
    accent_dark = models.CharField(
        _("accent colour in the dark"),
        max_length=7,
        blank=True,
        validators=[is_colour],
        help_text=_("Empty: a lighter shade of the other."),
    )
    footer = models.TextField(
        _("footer"), blank=True, max_length=1000, help_text=_("*Emphasis* and [links](https://…) work.")
    )
    footer_html = HTMLField()
    link_lines = models.TextField(
        _("social links"), blank=True, help_text=_("One a line, what it is and its address: Mastodon https://…")
    )
    posts_per_page = models.PositiveSmallIntegerField(
        _("posts on a page"), default=10, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, default="en")
    time_zone = models.CharField(_("time zone"), max_length=64, choices=time_zones, default=starting_time_zone)

    comments_on_new_posts = models.BooleanField(_("new posts take comments"), default=True)
    names_required = models.BooleanField(_("commenters give a name and an e-mail address"), default=True)
    sign_in_to_comment = models.BooleanField(
        _("commenters sign in first"), default=False, help_text=_("No comments by name and e-mail address alone.")
    )
    close_after_days = models.PositiveIntegerField(
        _("close comments after so many days"), default=0, help_text=_("0: they stay open.")
    )
    reply_steps = models.PositiveSmallIntegerField(
        _("replies are indented up to"),
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(10)],
        help_text=_("Steps; deeper replies say whom they answer."),
    )
    threads_per_page = models.PositiveSmallIntegerField(
        _("threads on a page"), default=50, validators=[MinValueValidator(1), MaxValueValidator(500)]
    )
    newest_threads_first = models.BooleanField(_("the newest thread comes first"), default=False)
    avatars = models.BooleanField(_("commenters’ pictures are shown"), default=True)
    hold_all = models.BooleanField(_("every comment waits for a moderator"), default=False)
    hold_first = models.BooleanField(_("a commenter’s first comment waits"), default=True)
    hold_links = models.PositiveSmallIntegerField(
        _("a comment waits that has so many links"), default=2, help_text=_("0: links give no reason to wait.")
    )
    hold_words = models.TextField(
        _("words to wait for"),
        blank=True,
        max_length=20_000,
        help_text=_("One a line. A comment with one of them in its words, name or addresses waits."),
    )
    spam_words = models.TextField(
        _("words of spam"), blank=True, max_length=20_000, help_text=_("The same, but it goes to the spam at once.")
    )
    first_steps_put_away = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name = _("site")
        verbose_name_plural = _("site settings")

    menu: list[Link]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def current(cls) -> Self:
        """The site as it is now, with its menu; kept in the cache, where every process finds what another saved."""
        kept = cache.get(KEPT)
        if kept is None:
            kept = cls._stored()
            with suppress(OSError):  # a full disk
                cache.add(KEPT, kept, SECONDS_KEPT)
        return kept

    @classmethod
    def renew(cls) -> None:
        """Let the next request see what was changed, in every process; once more when the change is committed."""
        cache.delete(KEPT)
        transaction.on_commit(cls._keep, robust=True)

    @classmethod
    def _keep(cls) -> None:
        """Put in what is stored by now: a process that read it before the commit may just have kept the old."""
        cache.set(KEPT, cls._stored(), SECONDS_KEPT)

    @classmethod
    def _stored(cls) -> Self:
        site = cls.objects.filter(pk=1).first() or cls(pk=1)
        site.menu = MenuItem.objects.links()
        return site

    @property
    def links(self) -> list[Link]:
        return addresses.links(self.link_lines)

    @property
    def without_avatars(self) -> bool:
        return not self.avatars

    @property
    def sender(self) -> str:
        """Whom mails come from: the site's name at the address that the machine is set to."""
        return formataddr((self.name, parseaddr(settings.DEFAULT_FROM_EMAIL)[1]))

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def accents(self) -> dict[str, str]:
        """The accent colour of each scheme, without the #; empty where the theme's own hold."""
        chosen = {"light": self.accent or self.accent_dark, "dark": self.accent_dark or self.accent}
        return {scheme: colours.readable(colour, scheme)[1:] for scheme, colour in chosen.items() if colour}

    @verb
    def put_first_steps_away(self) -> None:
        """Show its owner no more what is left to do on a new site."""
        type(self).objects.update_or_create(pk=1, defaults={"first_steps_put_away": True})

    def clean(self) -> None:
        super().clean()
        self._refuse_unreadable("accent", "light")
        self._refuse_unreadable("accent_dark", "dark")
        for name, judge in (("link_lines", addresses.refuse_other_than_links), ("footer", html.line)):
            try:
                judge(getattr(self, name))
            except ValidationError as refused:
                raise ValidationError({name: refused}) from refused

    def save(self, *args: object, **kwargs: object) -> None:
        self.pk = 1
        self.name = " ".join(self.name.split())  # one line, as it stands in the head of every mail
        self.accent, self.accent_dark = self.accent.lower(), self.accent_dark.lower()
        self.footer_html = html.line(self.footer)
        if self.logo and not self.logo._committed and isinstance(self.logo.file, Picture):
            self.logo_width = round(LOGO_HEIGHT * self.logo.file.width / self.logo.file.height)
        super().save(*args, **kwargs)

    def _refuse_unreadable(self, name: str, scheme: str) -> None:
        colour = getattr(self, name)
        if not colour or not re.fullmatch("#[0-9a-fA-F]{6}", colour):
            return
        measured = colours.least_contrast(colour, scheme)
        if measured < colours.LEAST_CONTRAST:
            nearest = colours.readable(colour, scheme)
            said = {
                "measured": number_format(measured, 1),
                "least": number_format(colours.LEAST_CONTRAST),
                "nearest": nearest,
            }
            raise ValidationError({name: UNREADABLE % said})


UNREADABLE = _(
    "Text in this colour has a contrast of %(measured)s to 1 with its ground, and readers need %(least)s to 1. "
    "The nearest shade that can be read is %(nearest)s."
)
