from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from blog.compare import changed
from blog.picturing import SAY_WHAT_IT_SHOWS, TakesPicture
from safe.images import Picture
from submissions.desks import Desk
from submissions.forms.texts import TextsForm, lines
from submissions.models import Submission
from submissions.models.correction import OF_ABOUT, OF_POST, Correction
from submissions.refusals import TooMuch

FILES = ("photo", "book_cover")
WORDS = ("new_picture_alt", "new_picture_credit")  # of a new picture, or else of the one that is there

CHOOSE_IT_TOO = _("Choose the picture too, or leave this empty.")


class WritingForm(TakesPicture, TextsForm):
    """The writing page. Whatever of it is right is saved, also where something else is not."""

    no_picture = forms.BooleanField(label=_("Take the picture out"), required=False)
    seen = forms.CharField(required=False, widget=forms.HiddenInput(attrs={"autocomplete": "off"}))

    def __init__(self, *args: Any, desk: Desk, submission: Submission, **kwargs: Any) -> None:
        initial = Correction.as_it_is(submission) | {name: getattr(submission, name) for name in FILES}
        alt, credit = submission.picture_words
        initial |= {"seen": submission.seen, "new_picture_alt": alt, "new_picture_credit": credit}
        super().__init__(*args, initial=initial, desk=desk, submission=submission, **kwargs)
        self.fields["new_picture"].label = _("Picture")
        self.newer: Submission | None = None  # what was saved elsewhere while this form was open

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("new_picture"):
            self._take_one_more(said)
        elif said.get("no_picture"):
            said["picture"] = None
        elif self.submission.post.picture and all(name in said and name in self.data for name in WORDS):
            self._describe_picture(said)
        elif not self.submission.post.picture and "new_picture" not in self.errors:
            self._keep_words_without_picture(said)
        return said

    def _take_one_more(self, said: dict[str, Any]) -> None:
        try:
            self.submission.make_room_for_picture()
        except TooMuch as refused:
            self.add_error("new_picture", refused)
        else:
            self.take_picture(said, by=self.desk.editor or self.desk.guest.user)

    def take_picture(self, said: dict[str, Any], *, by: User | None) -> None:
        """Its words stay in their fields, to be mended there."""
        words = {name: self.data.get(name, "") for name in WORDS}
        super().take_picture(said, by=by)
        self.show_again(**words)

    def _describe_picture(self, said: dict[str, Any]) -> None:
        """The picture that is there already."""
        if said["new_picture_alt"]:
            said["picture_words"] = tuple(said[name] for name in WORDS)
        else:
            self.add_error("new_picture_alt", SAY_WHAT_IT_SHOWS)

    def _keep_words_without_picture(self, said: dict[str, Any]) -> None:
        """In their fields: there is nothing yet that they could be saved with."""
        for name in WORDS:
            if said.get(name):
                self.add_error(name, CHOOSE_IT_TOO)

    def said(self) -> dict[str, Any]:
        """What is to be saved: the texts that were sent and are right, and new files. What was not sent stays."""
        right = self.cleaned_data
        texts = {name: right[name] for name in (*OF_POST, *OF_ABOUT) if name in right and name in self.data}
        picture = {name: right[name] for name in ("picture", "picture_words") if name in right}
        return texts | picture | {name: right[name] or "" for name in FILES if self._is_new(right.get(name))}

    @staticmethod
    def _is_new(file: object) -> bool:
        """Whether it was chosen just now, or is to be taken out: False, as Django's field for files says it."""
        return file is False or isinstance(file, Picture)

    def refuse_to_lose_text(self) -> None:
        """Raises ValidationError where the essay that was typed is wrong, so that it stands nowhere but here."""
        if "body" in self.errors:
            raise ValidationError(
                _("Your document was not brought in. Mend your text first; then choose the document once more.")
            )

    def as_saved(self) -> "WritingForm":
        """With what is saved by now; what is wrong stays as it was typed, with its marks."""
        self.submission = self.desk.submissions.get(pk=self.submission.pk)
        if not self.errors:
            return WritingForm(desk=self.desk, submission=self.submission)
        now = Correction.as_it_is(self.submission) | {"seen": self.submission.seen}
        self.show_again(**{name: text for name, text in now.items() if name not in self.errors})
        return self

    def show_newer(self, newer: Submission) -> None:
        """What was typed stays in the form; sending it once more is to have seen both."""
        self.newer = newer
        self.show_again(seen=newer.seen)

    def differences(self) -> list[tuple[str, list]]:
        """Of each text that was saved elsewhere otherwise: from that to what is typed here."""
        if self.newer is None:
            return []
        theirs = Correction.as_it_is(self.newer)
        typed = {name: lines(self.data.get(name, "").strip()) for name in theirs if name in self.data}
        return [(str(self.fields[name].label), said) for name, said in changed(theirs, typed).items()]
