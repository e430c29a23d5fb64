"""Guests of the demo: one is invited, one has an idea, one waits for an answer, and one is shown the final page.

All is done by the verbs that guests and editors call, so that the mails with their links are in the outbox too.
"""

import tomllib
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from blog.models import Revision
from demo import drawing, editor, publication
from safe import images
from submissions.models import Guest, Invitation, Pitch, Submission

TOLD = tomllib.loads((Path(__file__).parent / "content" / "guests.toml").read_text())
ABOUT = ("name", "bio", "website", "link_lines", "book_title", "book_subtitle", "book_link")
ESSAY = ("title", "body", "question")
DAYS = timedelta(days=9)  # that the invited one has


def come() -> None:
    """To a demo where nobody has come yet; its editor must be there."""
    if Guest.objects.exists():
        return
    host = User.objects.get(email=editor.EMAIL)
    with transaction.atomic(), publication.marked():
        invite("luis", "salt", by=host)
        pitch("noor", "bees")
        hand_in("tomas", "coppersmith")
        be_shown_the_page(hand_in("ingrid", "rot"), by=host)


def invite(who: str, what: str, *, by: User) -> None:
    person = {name: TOLD[who][name] for name in ("name", "email")}
    due_on = timezone.localdate() + DAYS
    Invitation.objects.send(by=by, **person, words=TOLD[what]["idea"], due_on=due_on)


def pitch(who: str, what: str) -> None:
    told = {"title": TOLD[what]["title"], "idea": TOLD[what]["idea"]}
    sent = Pitch(name=TOLD[who]["name"], email=TOLD[who]["email"], **told)
    Pitch.objects.send(sent)
    sent.confirm()


def hand_in(who: str, what: str) -> Submission:
    guest = Guest.objects.at(TOLD[who]["email"], name=TOLD[who]["name"])
    submission = Submission.objects.begin(guest, by=guest, idea=TOLD[what].get("idea", ""))
    submission.write(texts(what) | about(who), by=guest, seen=submission.seen)
    submission.submit(by=guest, agreed=True)
    return submission


def be_shown_the_page(submission: Submission, *, by: User) -> None:
    submission.take_up(by=by)
    submission.accept(by=by)
    edit(submission, TOLD["rot"]["edited"], by=by)
    submission.send_galley(by=by)


def texts(what: str) -> dict[str, str]:
    """Of an essay, as it is in the end."""
    told = TOLD[what]
    return {name: with_words(told[name].strip(), told.get("after", {})) for name in ESSAY if name in told}


def about(who: str) -> dict[str, Any]:
    person = TOLD[who]
    known = {name: person[name] for name in ABOUT if name in person}
    known["photo"] = images.reencode(BytesIO(drawing.portrait(person["photo"])), side=320)
    if "cover" in person:
        known["book_cover"] = images.reencode(BytesIO(drawing.cover(person["cover"])), side=400)
    return known


def edit(submission: Submission, edited: dict[str, Any], *, by: User) -> None:
    """As an editor does on the post's own form: words in the essay, and the host's introduction."""
    post = submission.post
    post.body, post.introduction = with_words(post.body, edited["body"]), edited["introduction"]
    post.introduced_by = by.author
    post.version += 1
    post.save()
    Revision.objects.record(post, by=by)


def with_words(text: str, words: dict[str, str]) -> str:
    for old, new in words.items():
        text = text.replace(old, new)
    return text
