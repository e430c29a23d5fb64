from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SubmissionsConfig(AppConfig):
    name = "submissions"
    verbose_name = _("Guests")

    def ready(self) -> None:
        from submissions import (
            farewell,  # noqa: F401  registers itself
            kinds,
            watching,  # noqa: F401  registers itself
        )

        kinds.announce()
