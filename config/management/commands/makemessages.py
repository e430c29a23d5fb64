import re
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management.commands import makemessages

NOT_OURS = ["var", "tests", "docs", "node_modules", "locale"]
DATES = re.compile(r'^"(?:POT-Creation-Date|PO-Revision-Date): .*\n', re.MULTILINE)


class Command(makemessages.Command):
    """Django's own, with what it takes here as its defaults, and says what is left to translate."""

    help = "Bring locale/ up to date with what is marked for translation, in every language of the site."
    # A guess of msgmerge's would have to be looked for and taken out: what is new is empty.
    msgmerge_options = [*makemessages.Command.msgmerge_options, "--no-fuzzy-matching"]
    # `_now` is gettext where a module has `_` for gettext_lazy:
    xgettext_options = [*makemessages.Command.xgettext_options, "--keyword=_now"]

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        languages = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
        parser.set_defaults(locale=sorted(languages), ignore_patterns=[*NOT_OURS])
        parser.set_defaults(no_obsolete=True, add_location="file")

    def write_po_file(self, potfile: str, locale: str) -> None:
        super().write_po_file(potfile, locale)
        catalogue = Path(potfile).parent / locale / "LC_MESSAGES" / "django.po"
        text = catalogue.read_text(encoding="utf-8")
        catalogue.write_text(DATES.sub("", text), encoding="utf-8")  # or every run would be a change
        if self.verbosity:
            self._say_what_is_left(catalogue)

    def _say_what_is_left(self, catalogue: Path) -> None:
        with catalogue.open("rb") as file:
            messages: list[Any] = [message for message in read_po(file) if message.id]
        left = [message for message in messages if message.fuzzy or not all(_forms(message.string))]
        self.stdout.write(f"{len(left)} of {len(messages)} texts are left to translate in {catalogue}")


def _forms(string: str | tuple[str, ...]) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else string
