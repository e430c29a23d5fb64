from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("People")

    def ready(self) -> None:
        from accounts.providers import keys

        for stored in (post_save, post_delete):
            stored.connect(keys.renew, sender="socialaccount.SocialApp")
