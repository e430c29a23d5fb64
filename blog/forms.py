from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Q
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Author
from blog.compare import changed
from blog.models import Byline, Image, Post
from blog.models.revision import TEXTS
from blog.naming import NamesField, PostsField, authors_called, leads_elsewhere, tag_called, tags_called
from blog.picturing import TakesPicture
from blog.prose import ESSAY, LISTS, WORDS, Prose, pasting_to

MINUTES = "%Y-%m-%dT%H:%M"  # as browsers write a moment (HTML standard, input type=datetime-local)
YEARS = range(1001, 2999)  # those with an address of their own (blog.addresses.Year), in every time zone
PASTES = pasting_to(reverse_lazy("admin:blog_post_paste"))
MOST_PICTURES = 100  # of those that a post's form offers, the latest first


class MomentField(forms.DateTimeField):
    """A date and a time to the minute.

    What was `kept` stays as it is, with its seconds, and also in the hour that clocks have twice in autumn.
    """

    kept: datetime | None = None

    def clean(self, value: str) -> datetime | None:
        if self.kept and value == timezone.localtime(self.kept).strftime(MINUTES):
            return self.kept
        return super().clean(value)


class PostForm(TakesPicture, forms.ModelForm):
    """A post as its editors write it. Its status is not a field: the buttons beside it are verbs."""

    data: Any
    user: Any = None  # who fills it in

    byline = NamesField(
        called=authors_called,
        label=_("By"),
        help_text=_("The authors, with commas between them. A new name makes a new guest author."),
    )
    related = PostsField(label=_("Read on"), help_text=_("Posts to offer after it. One a line: an address or a title."))
    tags = NamesField(called=tags_called, label=_("Tags"), help_text=_("With commas between them."))
    published_at = MomentField(
        label=_("Publish at"),
        required=False,
        help_text=_("Empty: when you press Publish. In the future: at that time."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MINUTES),
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)  # the version that the form showed
    form_key = forms.CharField(required=False, widget=forms.HiddenInput)  # of what is kept while it is being typed

    class Meta:
        model = Post
        fields = [
            *("title", "subtitle", "introduction", "introduced_by", "body", "question", "picture", "excerpt"),
            *("categories", "tags", "series", "part", "related", "slug", "original", "published_at", "comments_open"),
        ]
        help_texts = {"body": ""}  # where scripts run it is an editor, and needs no explaining
        widgets = {
            "title": forms.TextInput(attrs={"autocomplete": "off"}),
            "subtitle": forms.TextInput(attrs={"autocomplete": "off"}),
            "question": forms.TextInput(attrs={"autocomplete": "off"}),
            "introduction": Prose(WORDS | LISTS, attrs={"rows": 4} | PASTES),
            "body": Prose(ESSAY, attrs={"rows": 24} | PASTES),
            "excerpt": forms.Textarea(attrs={"rows": 3}),
            "categories": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "picture" in self.fields:  # to whom may only look, the admin gives a form without fields
            self._offer_recent_pictures()
            self.fields["related"].posts = Post.objects.known_to(self.user)
        self.newer: Post | None = None  # what somebody else saved while this form was open
        self.new_guests: list[Author] = []
        if self.instance.pk:
            post = self.instance
            if "published_at" in self.fields:
                self.fields["published_at"].kept = post.published_at
            self.initial |= {"byline": post.byline_authors, "seen": post.version, "form_key": str(post.pk)}

    def _offer_recent_pictures(self) -> None:
        """A choice of what a telephone's list can hold, and the one that is chosen."""
        recent = Q(pk__in=Image.objects.values("pk")[:MOST_PICTURES])
        self.fields["picture"].queryset = Image.objects.filter(recent | Q(pk=self.instance.picture_id))

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"]
        if slug != self.instance.slug and not self.user.has_perm("blog.publish_post") and leads_elsewhere(slug):
            raise forms.ValidationError(_("This address still leads to another post. Please choose another."))
        return slug

    def clean_byline(self) -> list[str]:
        names = self.cleaned_data["byline"]
        twice = [name for name in names if len(authors_called(name)) > 1]
        if twice:
            raise forms.ValidationError(
                _("There are several authors called %s. Write the slug of the one you mean.") % twice[0]
            )
        if self.instance.status in ("scheduled", "published") and not names:
            raise forms.ValidationError(_("A public post has at least one byline."))
        return names

    def clean_published_at(self) -> Any:
        at = self.cleaned_data["published_at"]
        if at and at.year not in YEARS:
            raise forms.ValidationError(self.fields["published_at"].error_messages["invalid"])
        if self.instance.status in ("scheduled", "published") and at is None:
            raise forms.ValidationError(_("This post has a date until it is taken back to a draft."))
        if self.instance.is_published and at > timezone.now():
            raise forms.ValidationError(_("This post is already public. Unpublish it before you schedule it."))
        return at

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("new_picture"):
            self.take_picture(said, by=self.user)
        stored = Post.objects.select_for_update().filter(pk=self.instance.pk).first() if self.instance.pk else None
        if stored and said.get("seen") not in (None, stored.version) and self._says_otherwise(stored):
            self._refuse_to_overwrite(stored)
        return said

    def _says_otherwise(self, stored: Post) -> bool:
        """Whether any text is another than the stored one: the same form sent twice is no second editor."""
        return any(self.cleaned_data.get(name) != getattr(stored, name) for name in TEXTS)

    def _refuse_to_overwrite(self, stored: Post) -> None:
        """What was typed stays in the form; sending it once more is to have seen both."""
        self.newer = stored
        self.show_again(seen=str(stored.version))
        self.add_error(
            None,
            _(
                "Somebody else saved this post while you were writing, and nothing of yours is saved yet. Both texts "
                "are shown below. Take over what you need, and save again: what stands here then takes its place."
            ),
        )

    def differences(self) -> dict[str, list]:
        """Of each text that the newer version has otherwise: from theirs to what is typed here."""
        theirs = {name: getattr(self.newer, name) for name in TEXTS}
        return changed(theirs, {name: self.data.get(name, "") for name in TEXTS})

    def save(self, commit: bool = True) -> Post:
        self.instance.version += 1 if self.instance.pk else 0
        return super().save(commit)

    def _save_m2m(self) -> None:
        """New tags and guests are made here, once all of the form is taken."""
        self.cleaned_data["tags"] = [tag_called(name) for name in self.cleaned_data["tags"]]
        super()._save_m2m()
        if "byline" in self.cleaned_data:
            self._save_bylines([self._author(name) for name in self.cleaned_data["byline"]])

    def _author(self, name: str) -> Author:
        known = authors_called(name)
        if known:
            return known[0]
        guest = Author.objects.create(name=name)
        self.new_guests.append(guest)
        return guest

    def _save_bylines(self, authors: list[Author]) -> None:
        self.instance.bylines.exclude(author__in=authors).delete()
        for position, author in enumerate(authors):
            Byline.objects.update_or_create(post=self.instance, author=author, defaults={"position": position})
