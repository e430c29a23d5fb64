"""What happens to a comment before a person has looked at it."""

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _

from accounts.models import Author, User
from blog.models import Site
from blog.models.site import first_of
from comments import limits

if TYPE_CHECKING:
    from comments.models import Comment
    from comments.writers import Writer

LINK = re.compile(r'<a\s[^>]*href="([^"]*)"')


class Verdict(NamedTuple):
    status: str
    reason: str = ""


def judge(comment: "Comment", writer: "Writer", *, before: "Comment | None" = None) -> Verdict:
    """Approve what comes from somebody with standing and gives no other reason to look; hold the rest.

    With `before`, the comment as it was before an edit: its own approval was for other words and lends no standing.
    """
    if writer.is_staff:
        return Verdict("approved", _("written by the site's own people"))
    if comment.author and writer.author_of(comment.post) == comment.author:
        return Verdict("approved", _("written by the post’s author"))
    site = Site.current()
    if _has_one_of(site.spam_words, comment):
        return Verdict("spam", _("has a word of spam"))
    reason = _reason_to_look(comment) or (before and _reason_to_look_again(comment, before))
    if reason:
        return Verdict("pending", reason)
    if site.hold_all:
        return Verdict("pending", _("every comment waits for a moderator"))
    record = writer.record(apart_from=before)
    if "spam" in record:
        return Verdict("pending", _("an earlier comment was spam"))
    if "approved" in record:
        return Verdict("approved", _("an earlier comment was approved"))
    if not site.hold_first:
        return Verdict("approved", _("nothing speaks against it"))
    return Verdict("pending", _("edited before any other was approved") if before else _("first comment"))


def _reason_to_look(comment: "Comment") -> str:
    if not comment.author and takes_a_name(comment.name, comment.email):
        return _("uses the name or address of one of the site's own people")
    most = Site.current().hold_links
    if most and len(_links(comment)) >= most:
        return _("many links")
    if _has_one_of(Site.current().hold_words, comment):
        return _("has a word to wait for")
    if limits.is_busy(comment.network, apart_from=comment.pk):
        return _("many comments from one network")
    return ""


def _reason_to_look_again(comment: "Comment", before: "Comment") -> str:
    new = set(_links(comment)) - set(_links(before))
    return _("a link was added after it was approved") if new else ""


def _has_one_of(words: str, comment: "Comment") -> bool:
    said = [comment.body, comment.name, comment.email, comment.website, comment.address or ""]
    return bool(first_of(words, "\n".join(said)))


def _links(comment: "Comment") -> list[str]:
    return LINK.findall(comment.body_html)


def takes_a_name(name: str, email: str) -> bool:
    """Whether a guest calls themselves what an author or somebody of the staff is called, or seems to."""
    staff = User.objects.filter(is_staff=True)
    names = {*Author.objects.values_list("name", flat=True), *staff.values_list("name", flat=True)}
    emails = {*Author.objects.values_list("email", flat=True), *staff.values_list("email", flat=True)}
    taken = skeleton(name) in {skeleton(taken) for taken in names}
    return taken or mixes_alphabets(name) or email.lower() in {e.lower() for e in emails if e}


def mixes_alphabets(name: str) -> bool:
    """Whether letters of alphabets that look alike stand in one name, as they do only to deceive (Unicode TS 39)."""
    alphabets = {unicodedata.name(letter, "").partition(" ")[0] for letter in _letters(name)}
    return len(alphabets & {"LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "CHEROKEE", "COPTIC"}) > 1


def skeleton(name: str) -> str:
    """A name as the eye takes it: without case, accents, spaces, punctuation and lookalike letters."""
    return "".join(_small_capital(letter) for letter in _letters(name)).translate(LOOKALIKES)


def _letters(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    return "".join(letter for letter in decomposed if letter.isalnum() and letter not in BLANK)


def _small_capital(letter: str) -> str:
    name = unicodedata.name(letter, "") if letter in SMALL else ""
    return name.removeprefix("LATIN LETTER SMALL CAPITAL ").lower()[:1] or letter


BLANK = "\u115f\u1160"  # letters, says Unicode, of which nothing is to be seen
SMALL = "ᴀʙᴄᴅᴇɢʜɪᴊᴋʟᴍɴᴏᴘʀᴛᴜᴠᴡʏᴢ"
# The letters of other alphabets, and digits, that most fonts draw like Latin ones (after Unicode TS 39, confusables).
# Without case, l, capital I, dotless i and 1 are one letter.
LOOKALIKES = str.maketrans("авеікмнорстухѕјԁցһԛԝαεικνορτυχ01l|ı", "abeikmhopctyxsjdghqwaeikvoptuxoiiii")
