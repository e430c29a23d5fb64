"""Authors, tags and posts by what they are called: how people name them in a form."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Author
from blog.models import Post, Tag


class NamesField(forms.CharField):
    """Names with commas between them."""

    longest = 100  # characters of one name

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) or value is None else ", ".join(str(thing) for thing in value)

    def clean(self, value: str) -> list[str]:
        names = (" ".join(name.split()) for name in super().clean(value).split(","))
        unique = {name.casefold(): name for name in names if name}
        if any(len(name) > self.longest for name in unique.values()):
            raise forms.ValidationError(_("A name has at most %d characters.") % self.longest)
        return list(unique.values())


class PostsField(forms.CharField):
    """Posts, one a line, by their address on the site, their slug or their title."""

    widget = forms.Textarea(attrs={"rows": 3})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return (
            value if isinstance(value, str) or value is None else "\n".join(post.get_absolute_url() for post in value)
        )

    def clean(self, value: str) -> list[Post]:
        return [self._post(line) for line in map(str.strip, super().clean(value).splitlines()) if line]

    def _post(self, line: str) -> Post:
        slug = line.partition("?")[0].strip("/").rpartition("/")[2]
        found = Post.objects.by_slug(slug) or Post.objects.filter(title__iexact=line).first()
        if found is None:
            raise forms.ValidationError(_("No post is at “%s”, or called so.") % line)
        return found


def authors_called(name: str) -> list[Author]:
    """The one author of this name or slug; two of those that share the name; none."""
    by_name = list(Author.objects.filter(name__iexact=name)[:2])
    return by_name if len(by_name) == 1 else list(Author.objects.filter(slug=name)) or by_name


def tag_called(name: str) -> Tag:
    """The tag of this name, in whatever case; made where there is none."""
    return Tag.objects.filter(name__iexact=name).first() or Tag.objects.get_or_create(name=name)[0]
