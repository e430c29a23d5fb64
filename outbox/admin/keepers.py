from django.contrib import admin
from django.http import HttpRequest


class ForKeepers(admin.ModelAdmin):
    """For those who keep the outbox. Nothing is added or deleted by hand."""

    def has_view_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        return request.user.has_perm("outbox.keep_outbox")

    has_change_permission = has_view_permission

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        return False
