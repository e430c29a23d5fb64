"""Pictures in the middle of a post's texts."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.template.loader import render_to_string

from blog.models.image import Image

if TYPE_CHECKING:
    from blog.models.post import Post


class Illustration(models.Model):
    """One post's texts show one picture. Written with the texts; a picture that is shown cannot be deleted."""

    post = models.ForeignKey("blog.Post", models.CASCADE, related_name="illustrations")
    image = models.ForeignKey(Image, models.PROTECT, related_name="illustrations")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "image"], name="one_illustration_a_picture")]

    def __str__(self) -> str:
        return f"{self.image} · {self.post}"


class Illustrator:
    """Prints the pictures of a text (`safe.html.article`), and knows afterwards which they were."""

    def __init__(self) -> None:
        self.found: dict[str, Image | None] = {}

    def __call__(self, src: str, alt: str) -> str:
        """The picture as a browser gets it; nothing where it is not stored here. Without words it has its own."""
        name = src.removeprefix(settings.MEDIA_URL)
        if name not in self.found:
            self.found[name] = Image.objects.filter(file=name).order_by("pk").first()
        image = self.found[name]
        return render_to_string("blog/_illustration.html", {"image": image, "alt": alt or image.alt}) if image else ""

    @property
    def images(self) -> list[Image]:
        return [image for image in self.found.values() if image]

    def keep(self, post: "Post") -> None:
        """Record what stands in the post now."""
        shown = {image.pk for image in self.images}
        recorded = set(post.illustrations.values_list("image", flat=True))
        if gone := recorded - shown:
            post.illustrations.filter(image__in=gone).delete()
        new = [Illustration(post=post, image_id=pk) for pk in shown - recorded]
        Illustration.objects.bulk_create(new, ignore_conflicts=True)
