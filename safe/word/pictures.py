"""The pictures of a document, unpacked one at a time and handed to whoever keeps them."""

from collections import Counter
from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from safe.word.essay import Essay
from safe.word.refused import Refused

MOST_BYTES = 10 << 20  # of one, as of those that are uploaded alone
MOST_BYTES_IN_ALL = 64 << 20


class Pictures:
    """Shows each once it is kept; knows which were not, and which nobody described."""

    def __init__(self, essay: Essay, keep: Callable[[bytes, str], str]) -> None:
        self.essay, self.keep = essay, keep
        self.kept: dict[tuple[str, str], str] = {}
        self.refused: Counter[str] = Counter()
        self.bytes = self.undescribed = 0

    def show(self, number: str, alt: str) -> str:
        """Where it is shown from; "" where it is not."""
        alt = " ".join(alt.split())
        name = self.essay.pictures[number]
        if (name, alt) not in self.kept:
            self.kept[name, alt] = self._keep(name, alt)
        self.undescribed += bool(self.kept[name, alt] and not alt)
        return self.kept[name, alt]

    def _keep(self, name: str, alt: str) -> str:
        try:
            return self.keep(self._data(name), alt)
        except ValidationError as why:
            self.refused[" ".join(map(str, why.messages))] += 1
            return ""

    def _data(self, name: str) -> bytes:
        if name not in self.essay.archive:
            raise ValidationError(_("The document names it, but does not hold it."))
        try:
            data = self.essay.archive.read(name, min(MOST_BYTES, MOST_BYTES_IN_ALL - self.bytes))
        except Refused:
            raise ValidationError(_("It is broken or too large.")) from None
        self.bytes += len(data)
        return data

    def sentences(self) -> list[str]:
        """What a writer should know about them."""
        lost = [
            ngettext("%(number)d picture was left out: %(why)s", "%(number)d pictures were left out: %(why)s", number)
            % {"number": number, "why": why}
            for why, number in self.refused.items()
        ]
        if self.undescribed:
            number = self.undescribed
            none = ngettext("%d picture has no description yet.", "%d pictures have no description yet.", number)
            lost.append(none % number)
        return lost
