"""The words of the mails about submissions, until an editor words them otherwise."""

from django.utils.translation import gettext_lazy as _

from outbox.kinds import Kind, register

MEANINGS = {
    "name": _("the guest’s name"),
    "title": _("the title of the essay"),
    "editor": _("the editor who did it, or who has it"),
    "due": _("the day it is due"),
    "at": _("when it comes out"),
    "words": _("what was said about it"),
    "answer": _("what the guest did"),
    "link": _("the way to the desk, or to the submission in the admin"),
    "address": _("the address of the published post"),
}


def _kind(key: str, label: str, subject: str, body: str, *, at_once: bool = False) -> Kind:
    return Kind(
        key=f"submission-{key}",
        label=label,
        subject=subject,
        body=body,
        placeholders=tuple(MEANINGS),
        links=("link", "address"),
        quoted=("words",),
        meanings=MEANINGS,
        at_once=at_once,
    )


TO_GUESTS = [
    _kind(
        "invitation",
        _("To a guest: invitation"),
        _("Would you write for {site}?"),
        _(
            "Dear {name},\n\n{editor} would like to publish an essay by you at {site}.\n\n{words}\n\nThis link is "
            "yours alone. It opens your desk, where you can write, or drop in a Word document; there is no password "
            "and no account. It works from any device, as often as you like.\n\nOpen your desk: {link}"
        ),
        at_once=True,
    ),
    _kind(
        "confirmation",
        _("To a guest: confirm a pitch"),
        _("Is this your address? A pitch at {site}"),
        _(
            "Somebody sent an idea for an essay to {site} and gave this address. If that was you, confirm it here, and "
            "your desk opens:\n\nConfirm the pitch: {link}\n\nThe link works for three days. If it was not you, do "
            "nothing, and nothing happens."
        ),
        at_once=True,
    ),
    _kind(
        "desk",
        _("To a guest: the link to their desk"),
        _("Your desk at {site}"),
        _(
            "Dear {name},\n\nThank you for your idea. This link is yours alone: it opens your desk, where you can "
            "write “{title}” or drop in a Word document. It works from any device, as often as you like, so keep this "
            "mail.\n\nOpen your desk: {link}"
        ),
        at_once=True,
    ),
    _kind(
        "link",
        _("To a guest: a new link"),
        _("A new link to your desk at {site}"),
        _("Dear {name},\n\nHere is a new link to your desk. The one before works no more.\n\nOpen your desk: {link}"),
        at_once=True,
    ),
    _kind(
        "received",
        _("To a guest: received"),
        _("We have “{title}”"),
        _(
            "Dear {name},\n\n“{title}” has arrived, and an editor will read it. You need do nothing now. We write to "
            "you when there is an answer; until then you can see on your desk where it is.\n\nYour desk: {link}"
        ),
    ),
    _kind(
        "reminder",
        _("To a guest: due soon"),
        _("“{title}” is due on {due}"),
        _(
            "Dear {name},\n\nA friendly word: we hope for “{title}” by {due}. If that is too soon, answer on your desk "
            "and tell us when.\n\nYour desk: {link}"
        ),
    ),
    _kind(
        "changes-requested",
        _("To a guest: changes requested"),
        _("A few changes to “{title}”"),
        _(
            "Dear {name},\n\nThank you for “{title}”. {editor} asks for some changes before we take it:\n\n{words}\n\n"
            "Make them on your desk, and send it again from there.\n\nOpen your desk: {link}"
        ),
    ),
    _kind(
        "accepted",
        _("To a guest: accepted"),
        _("We take “{title}”"),
        _(
            "Dear {name},\n\nGood news: we would like to publish “{title}”. Before that we show you the final page, "
            "and ask you to approve it.\n\nYour desk: {link}"
        ),
    ),
    _kind(
        "declined",
        _("To a guest: declined"),
        _("About “{title}”"),
        _(
            "Dear {name},\n\nThank you for letting us read “{title}”. We will not publish it. {editor} says:\n\n{words}"
            "\n\nIt stays on your desk, and it stays yours.\n\nYour desk: {link}"
        ),
    ),
    _kind(
        "withdrawn-for-guest",
        _("To a guest: withdrawn for them"),
        _("“{title}” is with you again"),
        _(
            "Dear {name},\n\n{editor} has withdrawn “{title}” for you:\n\n{words}\n\nIt stays on your desk, and it "
            "stays yours. You can take it up again there.\n\nYour desk: {link}"
        ),
    ),
    _kind(
        "taken-back",
        _("To a guest: taken back from readers"),
        _("“{title}” is not public now"),
        _(
            "Dear {name},\n\n{editor} has taken “{title}” back from its readers:\n\n{words}\n\nIt is still accepted. "
            "You can answer on your desk.\n\nYour desk: {link}"
        ),
    ),
    _kind(
        "galley",
        _("To a guest: the galley"),
        _("Please look at the final page of “{title}”"),
        _(
            "Dear {name},\n\nThis is how “{title}” will look. You see there, word by word, what was changed since you "
            "sent it. Approve it, or tell us what is not right.\n\nSee the page: {link}"
        ),
    ),
    _kind(
        "published",
        _("To a guest: published"),
        _("“{title}” is out"),
        _(
            "Dear {name},\n\n“{title}” is public now, under your name:\n\nSee it: {address}\n\nReaders may answer. You "
            "can answer them as its author from your desk, where you can also propose a correction.\n\n"
            "Your desk: {link}"
        ),
    ),
    _kind(
        "published-unapproved",
        _("To a guest: published without their approval"),
        _("“{title}” is out"),
        _(
            "Dear {name},\n\n“{title}” is public now, under your name:\n\nSee it: {address}\n\nYou had not approved "
            "the page as it is. {editor} says why it came out all the same:\n\n{words}\n\nIf something in it is not "
            "right, answer or propose a correction on your desk.\n\nYour desk: {link}"
        ),
    ),
    _kind(
        "message",
        _("To a guest: a message"),
        _("A word about “{title}”"),
        _("Dear {name},\n\n{editor} writes about “{title}”:\n\n{words}\n\nAnswer on your desk: {link}"),
    ),
    _kind(
        "correction-taken",
        _("To a guest: correction taken over"),
        _("“{title}” is corrected"),
        _("Dear {name},\n\nYour correction of “{title}” is in its place.\n\nSee it: {address}"),
    ),
    _kind(
        "correction-declined",
        _("To a guest: correction declined"),
        _("About your correction of “{title}”"),
        _("Dear {name},\n\n“{title}” stays as it is. An editor says:\n\n{words}\n\nYour desk: {link}"),
    ),
]
TO_EDITORS = [
    _kind(
        "pitched",
        _("To editors: a pitch"),
        _("A pitch by {name}: {title}"),
        _("{name} would like to write “{title}”, and can begin. Their idea:\n\n{words}\n\nSee it: {link}"),
    ),
    _kind(
        "new",
        _("To editors: a new submission"),
        _("New: “{title}” by {name}"),
        _("{name} has sent in “{title}”.\n\nRead it: {link}"),
    ),
    _kind(
        "resubmitted",
        _("To editors: submitted again"),
        _("Again: “{title}” by {name}"),
        _("{name} has made changes to “{title}” and sent it again.\n\nSee what is different: {link}"),
    ),
    _kind(
        "galley-answered",
        _("To editors: the galley is answered"),
        _("{name} {answer}: “{title}”"),
        _("{name} {answer} of “{title}”.\n\n{words}\n\nSee it: {link}"),
    ),
    _kind(
        "withdrawn",
        _("To editors: withdrawn"),
        _("{name} has withdrawn “{title}”"),
        _("{name} has withdrawn “{title}”.\n\n{words}\n\nSee it: {link}"),
    ),
    _kind(
        "message-of-guest",
        _("To editors: a message from a guest"),
        _("{name} about “{title}”"),
        _("{name} writes about “{title}”:\n\n{words}\n\nAnswer: {link}"),
    ),
    _kind(
        "correction",
        _("To editors: a correction is proposed"),
        _("{name} proposes a correction of “{title}”"),
        _("{name} would have something otherwise in “{title}”.\n\n{words}\n\nSee what: {link}"),
    ),
    _kind(
        "waiting",
        _("To editors: waiting too long"),
        _("“{title}” by {name} is waiting"),
        _("“{title}” by {name} has waited for an answer for more than a week.\n\nRead it: {link}"),
    ),
    _kind(
        "overtaken",
        _("To editors: not published"),
        _("“{title}” was changed after its approval"),
        _(
            "“{title}” by {name} was to come out at {at}. It was changed after its author approved it, so it is off "
            "the calendar. Send the galley again, or say why it need not be.\n\nSee it: {link}"
        ),
    ),
    _kind(
        "galley-kept",
        _("To editors: a galley that did not leave"),
        _("The galley of “{title}” did not leave"),
        _(
            "The page of “{title}” by {name} was changed after its galley was sent, and before the mail about it left. "
            "So the mail has been stopped, and {name} knows of nothing. Send the galley again.\n\nSee it: {link}"
        ),
    ),
]


def announce() -> None:
    register(*TO_GUESTS, *TO_EDITORS)
