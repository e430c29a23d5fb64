from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommentsConfig(AppConfig):
    name = "comments"
    verbose_name = _("Conversation")

    def ready(self) -> None:
        from comments import farewell, mails  # noqa: F401  they register themselves
