from django.db import models


class Everywhere(models.Model):
    """A thing that every page may name. When it changes, the next request of every process sees it."""

    class Meta:
        abstract = True

    def save(self, *args: object, **kwargs: object) -> None:
        super().save(*args, **kwargs)
        _renew_the_site()

    def delete(self, *args: object, **kwargs: object) -> tuple:
        deleted = super().delete(*args, **kwargs)
        _renew_the_site()
        return deleted


def _renew_the_site() -> None:
    from blog.models.site import Site

    Site.renew()
