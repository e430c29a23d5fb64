"""Bring guests into the demo of make-pictures, and print as JSON where their pages are.

Everything is done by the verbs that guests and editors call, each at its time.
"""

import json
import os
import sys
import tomllib
from contextlib import AbstractContextManager
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import django
import time_machine

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.contrib.auth.models import Group  # noqa: E402
from django.utils import timezone  # noqa: E402

from accounts.models import Author, User  # noqa: E402
from blog.models import Image  # noqa: E402
from demo import editor, guests, scenes  # noqa: E402
from demo.guests import edit, with_words  # noqa: E402
from outbox.models import Mail  # noqa: E402
from safe import images  # noqa: E402
from submissions.models import Guest, Invitation, Link, Message, Submission  # noqa: E402

TOLD = guests.TOLD
TOLD.update(tomllib.loads(Path(__file__).with_suffix(".toml").read_text()))
NOW = timezone.now()


def main() -> None:
    marta, idris = User.objects.get(email=editor.EMAIL), co_editor()
    send_away_those_of_the_demo()
    pages = {"review": coppersmith(marta, idris)}
    others(marta)
    pages |= ingrid(marta, idris)
    a_mail_that_was_not_taken()
    sys.stdout.write(json.dumps(pages))


def send_away_those_of_the_demo() -> None:
    """They have all come at the same moment, and the pictures show what took weeks."""
    for submission in Submission.objects.select_related("post"):
        submission.post.delete()
    Guest.objects.all().delete()
    Author.objects.filter(is_public=False).delete()
    Mail.objects.all().delete()


def ago(days: float) -> AbstractContextManager:
    return time_machine.travel(NOW - timedelta(days=days), tick=True)


def co_editor() -> User:
    user = User.objects.create_user("idris@example.org", name="Idris Bellamy", is_staff=True)
    user.groups.set(Group.objects.filter(name="Editor"))
    Author.objects.filter(name=user.name).update(user=user)
    return user


def guest(who: str) -> Guest:
    return Guest.objects.at(TOLD[who]["email"], name=TOLD[who]["name"])


def begin(who: str, what: str, *, days: float, **known: Any) -> Submission:
    """A draft with its author and its texts."""
    with ago(days):
        by = guest(who)
        submission = Submission.objects.begin(by, by=by, idea=TOLD[what].get("idea", ""), **known)
        write(submission, who, what)
    return submission


def write(submission: Submission, who: str, what: str, **other: Any) -> None:
    said = guests.texts(what) | guests.about(who) | other
    submission.write(said, by=submission.guest, seen=submission.seen)


def hand_in(submission: Submission, *, days: float) -> None:
    with ago(days):
        submission.submit(by=submission.guest, agreed=True)


def coppersmith(marta: User, idris: User) -> str:
    """Invited, handed in, sent back with a wish, and handed in again with a link that was not there."""
    told, body = TOLD["coppersmith"], TOLD["coppersmith"]["body"]
    with ago(30):
        asked = {"words": told["idea"], "due_on": (NOW - timedelta(days=9)).date()}
        person = {name: TOLD["tomas"][name] for name in ("name", "email")}
        submission = Invitation.objects.send(by=marta, **person, **asked).submission
        write(submission, "tomas", "coppersmith", body=with_words(body, told["before"]))
    hand_in(submission, days=11)
    with ago(9):
        submission.take_up(by=marta)
        submission.request_changes(by=marta, reason="Is there a list of the tools? And which are left over?")
    with ago(5):
        Message.objects.say(submission, "The museum has one. May I link to it?", by=submission.guest)
    with ago(4.9):
        Message.objects.say(submission, "By all means.", by=marta)
        submission.write({"body": with_words(body, told["after"])}, by=submission.guest, seen=submission.seen)
    hand_in(submission, days=4)
    with ago(3):
        submission.take_up(by=marta)
        Message.objects.say(submission, "I have seen that key. It is longer than his hand.", by=idris, is_private=True)
    return submission.get_absolute_url()


def others(marta: User) -> None:
    """What else is in the queue and on the calendar."""
    hand_in(begin("amara", "weir", days=16), days=9)
    umbrella = begin("hana", "umbrella", days=12, due_on=(NOW + timedelta(days=4)).date())
    hand_in(umbrella, days=8)
    with ago(2):
        umbrella.request_changes(by=marta, reason="A little more of the ferrules.")
    bells = begin("pieter", "bells", days=25)
    hand_in(bells, days=14)
    accept_and_clear(bells, marta, days=6)
    with ago(5):
        nine = timezone.localtime(NOW + timedelta(days=2)).replace(hour=9, minute=0, second=0, microsecond=0)
        bells.publish(by=marta, at=nine)
    with ago(20):
        asked = {"words": TOLD["salt"]["idea"], "due_on": (NOW - timedelta(days=2)).date()}
        Invitation.objects.send(by=marta, name=TOLD["luis"]["name"], email=TOLD["luis"]["email"], **asked)
    hand_in(begin("noor", "bees", days=3, came=Submission.Came.PITCHED), days=0.002)


def accept_and_clear(submission: Submission, by: User, *, days: float) -> None:
    with ago(days):
        submission.accept(by=by)
        submission.send_galley(by=by)
        submission.approve_galley(by=submission.guest, edition=submission.open_galley.edition)


def ingrid(marta: User, idris: User) -> dict[str, str]:
    """One essay in each of the four states."""
    plank = begin("ingrid", "plank", days=70)
    hand_in(plank, days=60)
    accept_and_clear(plank, marta, days=45)
    with ago(40):
        plank.publish(by=marta)
    trawler = begin("ingrid", "trawler", days=5)
    hand_in(trawler, days=1)
    trawler.assign(by=marta, to=idris)
    rot = begin("ingrid", "rot", days=20, came=Submission.Came.PITCHED)
    with ago(19):
        write(rot, "ingrid", "rot", picture=boat())
    hand_in(rot, days=12)
    bilge = begin("ingrid", "bilge", days=4, due_on=(NOW + timedelta(days=9)).date())
    with ago(0.003):
        rot.accept(by=marta)
        edit(rot, TOLD["rot"]["edited"], by=marta)
        rot.send_galley(by=marta)
    desk = Link.objects.for_mailing(rot.guest).address
    return {"desk": desk, "writing": f"{desk}{bilge.pk}/write/", "galley": f"{desk}{rot.pk}/galley/"}


def boat() -> Image:
    drawn = images.reencode(BytesIO(scenes.scene("slipway")), side=2000)
    image = Image.objects.create(file=drawn, alt=TOLD["rot"]["alt"])
    image.render()
    return image


def a_mail_that_was_not_taken() -> None:
    """The last of those that wait, so that it leaves by itself only after the pictures."""
    mail = Mail.objects.waiting().filter(leaves_at__gt=timezone.now()).order_by("-leaves_at").first()
    said = {"tries": 1, "last_error": "451 4.7.1 Greylisted, please try again in five minutes", "failing_since": NOW}
    Mail.objects.filter(pk=mail.pk).update(leaves_at=timezone.now() + timedelta(minutes=5), **said)


if __name__ == "__main__":
    main()
