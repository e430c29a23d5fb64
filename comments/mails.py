"""The mails that a conversation sends."""

from django.utils.translation import gettext_lazy as _

from outbox import kinds
from outbox.kinds import Kind

CONFIRMATION = Kind(
    key="comment-confirmation",
    label=_("A commenter is asked whether an address is theirs"),
    subject=_("Is this your address? A comment at {site}"),
    body=_(
        "A comment was left at {site} with this address. See what it says, and tell whether it is yours:\n\n"
        "Look at the comment: {link}\n\n"
        "The link works for three days. If you do nothing, nothing happens, and no other mail comes today."
    ),
    placeholders=("link",),  # nothing that anybody typed, or it could be used to send words to strangers
    links=("link",),
    meanings={"link": _("where the comment can be read, and the question answered")},
    at_once=True,
)

kinds.register(CONFIRMATION)
