"""Authors, tags and posts by what they are called: how people name them in a form."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Author
from blog.models import Post, Tag


class NamesField(forms.CharField):
    """Names with commas between them. `called` finds the things that a name may mean."""

    longest = 100  # characters of one name

    def __init__(self, *, called: Callable[[str], list], **kwargs: Any) -> None:
        self.called = called
        super().__init__(required=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) or value is None else ", ".join(map(self._written, value))

    def _written(self, thing: Author | Tag) -> str:
        """Its name, or its slug where the name would not lead back: it has a comma, or is another's too."""
        leads_back = self.clean(thing.name) == [thing.name] and self.called(thing.name) == [thing]
        return thing.name if leads_back else thing.slug

    def clean(self, value: str) -> list[str]:
        names = (" ".join(name.split()) for name in super().clean(value).split(","))
        unique = {name.casefold(): name for name in names if name}
        if any(len(name) > self.longest for name in unique.values()):
            raise forms.ValidationError(_("A name has at most %d characters.") % self.longest)
        return list(unique.values())


class PostsField(forms.CharField):
    """Posts, one a line, by their address on the site, their slug or their title."""

    widget = forms.Textarea(attrs={"rows": 3})
    posts = Post.objects.all()  # among which they are looked for

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
        found = self.posts.by_slug(slug) or self.posts.filter(title__iexact=line).first()
        if found is None:
            raise forms.ValidationError(_("No post is at “%s”, or called so.") % line)
        return found


def authors_called(name: str) -> list[Author]:
    """The one author of this name or slug; two of those that share the name; none."""
    by_name = list(Author.objects.filter(name__iexact=name)[:2])
    return by_name if len(by_name) == 1 else list(Author.objects.filter(slug=name)) or by_name


def tags_called(name: str) -> list[Tag]:
    """The tag of this name, in whatever case, else of this slug; none."""
    return list(Tag.objects.filter(name__iexact=name)[:1]) or list(Tag.objects.filter(slug=name))


def tag_called(name: str) -> Tag:
    """The same, made where there is none."""
    return next(iter(tags_called(name)), None) or Tag.objects.get_or_create(name=name)[0]


def leads_elsewhere(slug: str) -> bool:
    """Whether a post stood at this slug once, so that links to it are led on."""
    return bool(slug) and Post.objects.formerly(slug) is not None
