from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BlogConfig(AppConfig):
    name = "blog"
    verbose_name = _("Publication")

    def ready(self) -> None:
        from blog import letterhead  # noqa: F401  registers itself
