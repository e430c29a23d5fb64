from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import Author, Book, User
from accounts.providers.admin import KeysAdmin

__all__ = ["AuthorAdmin", "KeysAdmin", "UserAdmin"]


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
