from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("People")

    def ready(self) -> None:
        from allauth.socialaccount.signals import social_account_added

        from accounts.providers import keys
        from accounts.social_adapter import added

        for stored in (post_save, post_delete):
            stored.connect(keys.renew, sender="socialaccount.SocialApp")
        social_account_added.connect(added)
