from collections.abc import Iterable

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import Author, Book, User
from accounts.providers.admin import KeysAdmin

__all__ = ["AuthorAdmin", "KeysAdmin", "UserAdmin"]

admin.site.unregister([Authenticator, UserSession])  # allauth's show secrets, and keys that open sessions


class UserCreationForm(AdminUserCreationForm):
    class Meta:
        model = User
        fields = ["email", "name"]


@admin.register(User)
class UserAdmin(DjangoUserAdmin):
    add_form = UserCreationForm
    list_display = ["email", "name", "is_staff", "is_active"]
    search_fields = ["email", "name"]
    ordering = ["email"]
    fieldsets = [
        (None, {"fields": ["email", "name", "password"]}),
        (_("What they may do"), {"fields": ["is_active", "is_staff", "is_superuser", "groups"]}),
        (_("Dates"), {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [(None, {"fields": ["email", "name", "usable_password", "password1", "password2"]})]

    def get_deleted_objects(self, objs: Iterable[User], request: HttpRequest) -> tuple:
        deleted, counts, missing, protected = super().get_deleted_objects(objs, request)
        if User.objects.nobody_owns_the_site_without(objs):
            protected = [*protected, _("Nobody would be left who may do everything on this site.")]
        return deleted, counts, missing, protected

    def delete_model(self, request: HttpRequest, obj: User) -> None:
        obj.leave(by=request.user)

    def delete_queryset(self, request: HttpRequest, queryset: Iterable[User]) -> None:
        for user in queryset:
            user.leave(by=request.user)


@admin.register(Authenticator)
class AuthenticatorAdmin(admin.ModelAdmin):
    """Somebody's second step, to take away where they lost it. Its secret is nobody's to read."""

    list_display = ["user", "type", "created_at", "last_used_at"]
    list_filter = ["type"]
    search_fields = ["user__email", "user__name"]
    fields = readonly_fields = list_display

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Authenticator | None = None) -> bool:
        return False


class BookInline(admin.StackedInline):
    model = Book
    fields = ["title", "subtitle", "description", "year", "link", "cover", "position"]

    def get_extra(self, request: HttpRequest, obj: Author | None = None, **kwargs: object) -> int:
        """An empty book to fill in where there is none yet, also without JavaScript."""
        return 0 if obj and obj.books.exists() else 1


@admin.register(Author)
class AuthorAdmin(admin.ModelAdmin):
    list_display = ["name", "is_guest", "bio"]
    list_filter = ["is_guest"]
    search_fields = ["name", "email"]
    inlines = [BookInline]
    fieldsets = [
        (None, {"fields": ["name", "is_guest", "bio", "photo", "website", "link_lines"]}),
        (_("Behind the scenes"), {"fields": ["email", "user", "slug"]}),
    ]
