"""A Word document becomes the draft, or its continuation."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from blog.models import Image
from blog.models.image import LARGEST
from safe import word
from safe.images import Picture
from submissions.desks import Desk
from submissions.models import Submission


def take_in(upload: UploadedFile | None, desk: Desk, submission: Submission, then: str) -> list[str]:
    """Put it in the place of an empty draft, or as `then` says: "word-replace" or "word-append".

    Returns a sentence for each kind of thing that is not as it was. Raises ValidationError with one for the writer.
    """
    if upload is None:
        raise ValidationError(_("Choose a Word document first: a file whose name ends in .docx."))
    if submission.post.body and then == "word":
        raise ValidationError(
            _("There is text here already. Choose the document once more, and say where its text is to go.")
        )
    submission.make_room_for_document(by=desk.hand)
    at_the_end = then == "word-append"
    after = submission.post.body if at_the_end else ""
    read = word.read(upload, keep=_keeper(desk, submission), side=LARGEST, after=after)
    submission.write_from(read.title, read.body, at_the_end=at_the_end, by=desk.hand, seen=submission.seen)
    return [*_unused_title(read.title, submission), *read.lost]


def _unused_title(title: str, submission: Submission) -> list[str]:
    if not title or title.casefold() == submission.post.title.casefold():
        return []
    return [_("Its title “%s” was left out: your essay has one already.") % title]


def _keeper(desk: Desk, submission: Submission) -> Callable[[Picture, str], str]:
    def keep(file: Picture, alt: str) -> str:
        submission.make_room_for_picture()
        alt = alt.strip()[:300] or _("A picture that is not described yet")
        return Image.objects.create(file=file, alt=alt, uploaded_by=desk.editor or desk.guest.user).address

    return keep
