from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blog.models import Post, Tag


class TagsField(forms.CharField):
    """Tags by name, with commas between them; a new name makes a new tag."""

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) or value is None else ", ".join(tag.name for tag in value)

    def clean(self, value: str) -> list[str]:
        names = (" ".join(name.split()) for name in super().clean(value).split(","))
        unique = {name.casefold(): name for name in names if name}
        too_long = [name for name in unique.values() if len(name) > 100]
        if too_long:
            raise forms.ValidationError(_("A tag has at most 100 characters."))
        return list(unique.values())


class PostForm(forms.ModelForm):
    """A post as its editors write it. Its status is not a field: the buttons below are verbs."""

    tags = TagsField(label=_("Tags"), required=False, help_text=_("With commas between them."))

    class Meta:
        model = Post
        fields = [
            *(
                "title",
                "subtitle",
                "picture",
                "introduction",
                "introduced_by",
                "body",
                "question",
                "excerpt",
                "categories",
                "tags",
            ),
            *("slug", "published_at", "comments_open"),
        ]
        widgets = {
            "title": forms.TextInput(attrs={"size": 60}),
            "subtitle": forms.TextInput(attrs={"size": 60}),
            "question": forms.TextInput(attrs={"size": 60}),
            "introduction": forms.Textarea(attrs={"rows": 5, "cols": 80}),
            "body": forms.Textarea(attrs={"rows": 24, "cols": 80}),
            "excerpt": forms.Textarea(attrs={"rows": 3, "cols": 80}),
            "categories": forms.CheckboxSelectMultiple,
        }

    def clean_published_at(self) -> Any:
        at = self.cleaned_data["published_at"]
        if self.instance.status in ("scheduled", "published") and at is None:
            raise forms.ValidationError(_("This post has a date until it is taken back to a draft."))
        if self.instance.is_published and at > timezone.now():
            raise forms.ValidationError(_("This post is already public. Unpublish it before you schedule it."))
        return at

    def _save_m2m(self) -> None:
        """New tags are made here, once all of the form is taken."""
        self.cleaned_data["tags"] = [_tag(name) for name in self.cleaned_data["tags"]]
        super()._save_m2m()


def _tag(name: str) -> Tag:
    return Tag.objects.filter(name__iexact=name).first() or Tag.objects.get_or_create(name=name)[0]


class BylineFormSet(forms.BaseInlineFormSet):
    """What is public keeps a byline."""

    def clean(self) -> None:
        super().clean()
        left = [form for form in self.forms if form.cleaned_data.get("author") and not form.cleaned_data.get("DELETE")]
        if self.instance.status in ("scheduled", "published") and not left:
            raise forms.ValidationError(_("A public post has at least one byline."))
