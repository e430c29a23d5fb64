"""The pictures of a document, unpacked one at a time, made anew, and handed to whoever keeps them."""

from collections import Counter
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from safe import images
from safe.word.essay import Essay
from safe.word.refused import Refused

MOST_BYTES = 10 << 20  # of one, as of those that are uploaded alone
# What one document may cost, as `images.Sent.work` counts it: 1.6 seconds. Its words go first.
MOST_WORK = 98_000_000
MOST_OF_ONE = 50_000_000  # which keeps a document under 300 MB in all: the 26 million pixels of a PNG take 130
AN_ELEMENT, A_PIECE = 250, 3_500  # each in the XML that was walked over, and each in what is left of it
A_LOOK = 1_500_000  # each picture of which the head is read; and each of its bytes is 1
AN_ADDRESS = f"{settings.MEDIA_URL}images/00/{'0' * 32}.webp"  # as long as that of any picture

type Keep = Callable[[images.Picture, str], str]


class Pictures:
    """First hears of each, then keeps them, then shows them; knows which were not kept, and which nobody described."""

    def __init__(self, essay: Essay, keep: Keep, side: int) -> None:
        self.essay, self.keep, self.side = essay, keep, side
        self.room = MOST_WORK - essay.elements * AN_ELEMENT - essay.pieces * A_PIECE
        self.described: dict[str, str] = {}  # by part, in their order
        self.kept: dict[str, str] = {}
        self.why_not: dict[str, str] = {}
        self.refused: Counter[str] = Counter()
        self.undescribed = 0

    def hear_of(self, number: str, alt: str) -> str:
        """What may stand in the place of its address until there is one."""
        name = self.essay.pictures[number]
        self.described[name] = self.described.get(name) or _on_one_line(alt)
        return AN_ADDRESS

    def keep_all(self) -> None:
        """Each part once, however often it is shown, and with its first description."""
        for name, alt in self.described.items():
            try:
                self.kept[name] = self._keep(name, alt)
            except ValidationError as why:
                self.why_not[name] = " ".join(map(str, why.messages))

    def show(self, number: str, alt: str) -> str:
        """Where it is shown from; "" where it is not."""
        name = self.essay.pictures[number]
        address = self.kept.get(name, "")
        self.undescribed += bool(address and not _on_one_line(alt))
        if name in self.why_not:
            self.refused[self.why_not[name]] += 1
        return address

    def _keep(self, name: str, alt: str) -> str:
        sent = images.Sent(self._data(name), side=self.side)
        if sent.work > MOST_OF_ONE:
            raise ValidationError(_("It is larger than we take from a document. Please add it here by itself."))
        self._take_room(sent.work)
        return self.keep(sent.reencoded(method=images.QUICK), alt)

    def _data(self, name: str) -> bytes:
        if name not in self.essay.archive:
            raise ValidationError(_("The document names it, but does not hold it."))
        self._take_room(A_LOOK)
        try:
            data = self.essay.archive.read(name, MOST_BYTES)
        except Refused:
            self.room -= MOST_BYTES
            raise ValidationError(_("It is broken or too large.")) from None
        self.room -= len(data)
        return data

    def _take_room(self, work: int) -> None:
        if work > self.room:
            say = _("Together they are more than we take from one document. Please add those here one by one.")
            raise ValidationError(say)
        self.room -= work

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


def _on_one_line(alt: str) -> str:
    return " ".join(alt.split())
