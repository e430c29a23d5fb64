"""Model fields that take only what came through the doors of this room."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import URLValidator
from django.db import models
from django.utils.safestring import SafeString

from safe import html, images

is_web_address = URLValidator(schemes=["http", "https"])


class HTMLField(models.TextField):
    """HTML that `safe.html` returned, printed in templates as it is. Anything else is refused with TypeError."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"editable": False, "blank": True, "default": SafeString("")} | kwargs)

    def from_db_value(self, value: str | None, expression: object, connection: object) -> SafeString | None:
        return None if value is None else html.stored(value)

    def pre_save(self, model_instance: models.Model, add: bool) -> SafeString:
        value = super().pre_save(model_instance, add)
        if not isinstance(value, SafeString):
            raise TypeError(f"{self.name} takes only what safe.html returned")
        return value

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        for given in ("editable", "blank", "default"):
            kwargs.pop(given, None)
        return name, path, args, kwargs


class WebAddressField(models.URLField):
    """A link that people follow: http or https. What is not is refused by forms, and otherwise stored as empty."""

    default_validators = [is_web_address]

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        value = super().pre_save(model_instance, add)
        if value and not html.WEB_ADDRESS.match(value):
            setattr(model_instance, self.attname, "")
        return getattr(model_instance, self.attname)


class PictureField(models.FileField):
    """An uploaded picture, made anew by `safe.images` before it is stored; no edge longer than `side` pixels."""

    def __init__(self, *args: Any, side: int = 800, **kwargs: Any) -> None:
        self.side = side
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"side": self.side}

    def formfield(self, **kwargs: Any) -> Any:
        own = {"form_class": PictureFormField, "side": self.side, "max_length": None}  # its name is not kept
        return super().formfield(**own | kwargs)

    def keep(self, model_instance: models.Model, picture: images.Picture) -> str:
        """Store a picture without saving its row; returns the name under which an update() may put it there."""
        if not isinstance(picture, images.Picture):
            raise TypeError(f"{self.name} takes only what safe.images returned")
        name = self.generate_filename(model_instance, picture.name)
        return name if self.storage.exists(name) else self.storage.save(name, picture)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        file = getattr(model_instance, self.attname)
        if file and not file._committed and not isinstance(file.file, images.Picture):
            raise TypeError(f"{self.name} takes only what safe.images returned")
        if file and not file._committed:
            self._use_stored(model_instance, file)
        return super().pre_save(model_instance, add)

    def _use_stored(self, model_instance: models.Model, file: Any) -> None:
        """A picture's name is made of its content: one that is stored under it already is this very picture."""
        name = self.generate_filename(model_instance, file.name)
        if self.storage.exists(name):
            setattr(model_instance, self.attname, name)


class PictureFormField(forms.FileField):
    """The upload field for a PictureField: what it cleans to has already been made anew."""

    def __init__(self, *args: Any, side: int, **kwargs: Any) -> None:
        self.side = side
        super().__init__(*args, **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Its own name too: Django's admin puts a legend above it, where others have a label."""
        return {"accept": images.ACCEPT} | ({"aria-label": self.label} if self.label else {})

    def to_python(self, data: UploadedFile | None) -> images.Picture | None:
        upload = super().to_python(data)
        return upload and images.reencode(upload, side=self.side)


def stored_under(folder: str, name: str) -> str:
    """Where a picture goes in storage: spread over 256 folders by its content's own name."""
    return str(PurePath(folder, name[:2], name))
