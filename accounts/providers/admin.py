from allauth.socialaccount import admin as allauths  # registers its own first
from allauth.socialaccount.models import SocialApp, SocialToken
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.providers.forms import KeysForm
from accounts.providers.keys import key_of
from accounts.providers.known import NAMES, callback

OF_ANOTHER = ["name", "server", "trusts_email"]  # than the four, whose names and addresses are known

admin.site.unregister([allauths.SocialApp, SocialToken])  # tokens are not stored here


@admin.register(SocialApp)
class KeysAdmin(admin.ModelAdmin):
    """For those who may do everything: whoever can change these decides who is let in."""

    form = KeysForm
    list_display = ["name", "client_id", "callback"]
    readonly_fields = ["callback"]

    def get_fields(self, request: HttpRequest, obj: SocialApp | None = None) -> list[str]:
        if not obj:
            return ["which", "client_id", "secret", *OF_ANOTHER]
        return ["client_id", "secret", *([] if key_of(obj) in NAMES else OF_ANOTHER), "callback"]

    @admin.display(description=_("address to register there as callback"))
    def callback(self, app: SocialApp) -> str:
        return callback(key_of(app))

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.is_superuser

    def has_view_permission(self, request: HttpRequest, obj: SocialApp | None = None) -> bool:
        return request.user.is_superuser

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.is_superuser

    def has_change_permission(self, request: HttpRequest, obj: SocialApp | None = None) -> bool:
        return request.user.is_superuser

    def has_delete_permission(self, request: HttpRequest, obj: SocialApp | None = None) -> bool:
        return request.user.is_superuser
