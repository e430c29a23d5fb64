from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Identity
from accounts.models.identity import BY_EMAIL
from blog.models import Post, Site
from comments.models import Comment
from comments.models.comment import LONGEST_BODY
from comments.writers import Writer
from safe import html
from safe.fields import is_web_address
from safe.typed import INVISIBLE, TypedForm, has_something_to_see, no_controls, on_one_line


class BodyForm(TypedForm, forms.Form):
    """The words alone: what a writer may still change."""

    body = forms.CharField(
        label=_("Comment"),
        max_length=LONGEST_BODY,
        validators=[no_controls, has_something_to_see],
        widget=forms.Textarea(attrs={"rows": 4, "aria-required": "true"}),
        error_messages={
            "required": _("There is nothing written here yet."),
            "max_length": _(
                "This is longer than %(limit_value)d characters (it has %(show_value)d). Please shorten it."
            ),
            "null_characters_not_allowed": INVISIBLE,
        },
    )
    first = "body"

    def clean_body(self) -> str:
        html.comment(self.cleaned_data["body"])
        return self.cleaned_data["body"]


class AmendForm(forms.ModelForm):
    """A comment as its moderators change it, held to what its writer was held to."""

    class Meta:
        model = Comment
        fields = ["body", "name", "email", "website", "author", "is_answer"]

    def clean_body(self) -> str:
        no_controls(self.cleaned_data["body"])
        has_something_to_see(self.cleaned_data["body"])
        html.comment(self.cleaned_data["body"])
        return self.cleaned_data["body"]


class WebAddressField(forms.URLField):
    default_validators = [is_web_address]


CHANGED = _("You are signed in differently than when this page was opened. Please look it over and send it again.")
GUEST, AUTHOR, OWN = "guest", "author", "own"


class CommentForm(BodyForm):
    """WordPress's "Leave a Reply". A writer with an account is asked for no name, unless they choose to be a guest.

    `identity` says as whom the form was shown: the key of one of their identities, GUEST, AUTHOR, or nothing for their
    account. `as_whom` is what was asked for: to be asked ("choose"), or not to be the post's author ("own").
    """

    answer = forms.BooleanField(label=_("This answers the question."), required=False)
    name = forms.CharField(
        label=_("Name"),
        max_length=245,
        validators=[on_one_line, has_something_to_see],
        widget=forms.TextInput(attrs={"autocomplete": "name", "aria-required": "true"}),
        error_messages={"required": _("Please say what to call you."), "null_characters_not_allowed": INVISIBLE},
    )
    email = forms.EmailField(
        label=_("Email"),
        max_length=100,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "aria-required": "true"}),
        error_messages={
            "required": _("Please give an e-mail address. It is never shown."),
            "invalid": _("Please check this address: it should look like name@example.org"),
        },
    )
    website = WebAddressField(
        label=_("Website"),
        required=False,
        max_length=200,
        assume_scheme="https",
        # Not type=url: what is no address comes back as it was typed, which HTML forbids there.
        widget=forms.TextInput(attrs={"autocomplete": "url", "inputmode": "url"}),
        error_messages={"invalid": _("Please check this address: it should look like https://example.org")},
    )
    save = forms.BooleanField(
        label=_("Save my name, email, and website in this browser for the next time I comment."), required=False
    )
    parent = forms.CharField(required=False, widget=forms.HiddenInput)
    identity = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, post: Post, writer: Writer, as_whom: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.post, self.account = post, writer
        wants_to_be_guest = as_whom == "choose" or self.data.get("identity") == GUEST
        is_not_author = wants_to_be_guest or self._is_own(as_whom)
        self.author = None if is_not_author else writer.author_of(post)
        self.is_guest = not (writer.user or self.author) or wants_to_be_guest
        self.writer = writer.as_guest if self.is_guest else writer
        self.must_sign_in = self.is_guest and Site.current().sign_in_to_comment
        if not self.is_guest or self.must_sign_in:
            for name in ("name", "email", "website", "save"):
                del self.fields[name]
        elif not Site.current().names_required:
            self._ask_for_no_name()
        if not post.question:
            del self.fields["answer"]
        self._say_as_whom(wants_to_be_guest=wants_to_be_guest)

    def _say_as_whom(self, *, wants_to_be_guest: bool) -> None:
        if self.account.user:
            self.initial["identity"] = GUEST if self.is_guest else self._shown_as()
        elif not self.account.author_key:
            del self.fields["identity"]
        elif self.is_guest:
            self.initial["identity"] = GUEST if wants_to_be_guest else ""

    def _is_own(self, as_whom: str) -> bool:
        """Whether somebody signed in wants to comment as their account or identity, or sent what was shown as that."""
        is_asked_for = self.data.get("identity") != AUTHOR if self.is_bound else as_whom == OWN
        return self.account.user is not None and is_asked_for

    def _shown_as(self) -> str:
        return AUTHOR if self.author else str(getattr(self.account.identity, "pk", ""))

    def _ask_for_no_name(self) -> None:
        for name in ("name", "email"):
            self.fields[name].required = False
            del self.fields[name].widget.attrs["aria-required"]

    def clean_body(self) -> str:
        if self.must_sign_in:
            raise ValidationError(_("Please log in first, in one of the ways below. Your words stay here meanwhile."))
        return super().clean_body()

    def clean_parent(self) -> Comment | None:
        key = self.cleaned_data["parent"].strip()
        if not key:
            return None
        parent = Comment.objects.filter(pk=key).first() if key.isdecimal() and len(key) < 19 else None
        if parent and parent.post_id != self.post.pk:
            self._refuse_parent(_("The comment you are replying to stands under another post."))
        if not parent or not Comment.objects.visible_to(self.writer).filter(pk=parent.pk).exists():
            self._refuse_parent(_("The comment you are replying to is not here any more."))
        return parent

    def clean_identity(self) -> Identity | None:
        """The identity that the form was shown with, which must be one of the writer's own."""
        key = self.cleaned_data["identity"]
        if not key or self.is_guest or self.author:
            return None
        own = self.writer.user.identities if self.writer.user and key.isdecimal() and len(key) < 19 else None
        identity = own and own.filter(pk=key).first()
        if identity is None:
            self.data = self.data.copy()
            self.data["identity"] = self._shown_as()
            raise ValidationError(CHANGED, code="changed")
        return identity

    def comment(self) -> Comment:
        """The comment that was written here, not stored yet."""
        said = self.cleaned_data
        user = self.writer.user
        comment = Comment(post=self.post, parent=said["parent"], body=said["body"], is_answer=said.get("answer", False))
        if user:
            comment.sign(user, said["identity"])
            comment.author = None if comment.author in self.post.byline_authors else comment.author  # asked not to be
        if self.author:
            comment.sign_as_author(self.author)
        elif not user:
            comment.name, comment.email = said["name"] or gettext("Anonymous"), said["email"]
            comment.website, comment.identity = said["website"], self._proven(said["email"])
        return comment

    def _proven(self, email: str) -> Identity | None:
        """The address, where it was proven in this browser before."""
        if not email or not self.writer.key:
            return None
        known = Identity.objects.filter(provider=BY_EMAIL, uid=email.lower())
        return known.filter(comments__writer_key=self.writer.key).first()

    def details(self) -> dict[str, str] | None:
        """What to remember for the next time, if asked to."""
        kept = ("name", "email", "website")
        return {name: self.cleaned_data[name] for name in kept} if self.cleaned_data.get("save") else None

    def _refuse_parent(self, why: str) -> None:
        self.data = self.data.copy()
        self.data["parent"] = ""
        raise ValidationError([why, _("Post Comment adds yours at the end of the conversation instead.")])
