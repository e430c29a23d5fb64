"""Pictures as forms take them: with the words for those who cannot see them."""

from typing import Any

from django import forms
from django.http import JsonResponse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from blog.models import Image
from blog.models.image import LARGEST
from safe.fields import PictureFormField

SAY_WHAT_IT_SHOWS = _("Say what the picture shows, for those who cannot see it.")


class ImageForm(forms.ModelForm):
    """What is asked of whoever uploads a picture."""

    class Meta:
        model = Image
        fields = ["file", "alt", "credit"]
        widgets = {"alt": forms.Textarea(attrs={"rows": 2, "cols": 60, "maxlength": 300})}
        error_messages = {
            "file": {"required": _("Choose a picture."), "empty": _("This file is empty. Please choose another one.")},
            "alt": {"required": SAY_WHAT_IT_SHOWS},
        }


def taken(form: ImageForm, *, by: User | None) -> JsonResponse:
    """Store a picture that an essay's editor sent; what is said of it as JSON. A refusal has sentences."""
    if not form.is_valid():
        return JsonResponse({"errors": {name: " ".join(said) for name, said in form.errors.items()}}, status=400)
    form.instance.uploaded_by = by
    image = form.save()
    said = {"id": image.pk, "src": image.address, "alt": image.alt}
    return JsonResponse(said | {"width": image.width, "height": image.height})


def _of_image(name: str) -> forms.Field:
    """A field of a new picture, which is asked for only where there is one."""
    return Image._meta.get_field(name).formfield(required=False)


class TakesPicture(forms.Form):
    """The part of a form that brings the post a new picture."""

    data: Any
    new_picture = PictureFormField(label=_("Or a new one"), side=LARGEST, required=False)
    new_picture_alt = _of_image("alt")
    new_picture_credit = _of_image("credit")

    def take_picture(self, said: dict[str, Any], *, by: User | None) -> None:
        """Stored at once, also where something else in the form is wrong: no browser offers a file a second time."""
        alt, credit = said.get("new_picture_alt"), said.get("new_picture_credit", "")
        if not alt:
            self.add_error("new_picture_alt", SAY_WHAT_IT_SHOWS)
            return
        image = Image.objects.create(file=said["new_picture"], alt=alt, credit=credit, uploaded_by=by)
        said["picture"] = image
        self.show_again(picture=str(image.pk), new_picture_alt="", new_picture_credit="")

    def show_again(self, **values: str) -> None:
        """What the form has in these fields where it comes back."""
        self.data = self.data.copy()
        for name, value in values.items():
            self.data[name] = value
