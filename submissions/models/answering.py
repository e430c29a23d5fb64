"""Whether the author of a submission answers readers as such: editors let them, and take it back."""

from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from accounts.models import AuthorPass, User
from safe.verbs import verb
from submissions.refusals import ImpossibleMove, refuse_unless_reviewer


class Answering(models.Model):
    """Each verb is logged and is no turn. It raises NotTheirs, and ImpossibleMove before there is a byline."""

    author: Any
    log: Any

    class Meta:
        abstract = True

    @verb
    def let_answer(self, *, by: User) -> None:
        """Let them answer as the author: signed in, or in browsers that come by their desk from now on."""
        self._decide_who_answers("let_answer", by)

    @verb
    def silence(self, *, by: User) -> None:
        """Let neither their account nor a browser of theirs answer as the author. What they said stays."""
        self._decide_who_answers("silence", by)

    def _decide_who_answers(self, name: str, by: User) -> None:
        refuse_unless_reviewer(by)
        with transaction.atomic():
            submission = type(self).objects.held(self.pk)
            if submission.author is None:
                raise ImpossibleMove(_("There is no byline yet under which they could answer."))
            author_pass = AuthorPass.objects.of(submission.author)
            if author_pass.is_live == (name == "let_answer"):
                return
            decide = author_pass.restore if name == "let_answer" else author_pass.revoke
            decide(by=by)
            submission.log(name, by=by)
