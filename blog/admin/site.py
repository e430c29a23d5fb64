from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Field
from django.forms import Field as FormField
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blog import mail_check
from blog.admin.filing import OneByOne
from blog.models import MenuItem, Site


@admin.register(Site)
class SiteAdmin(admin.ModelAdmin):
    """One form for the one site."""

    change_form_template = "admin/blog/site/change_form.html"
    fieldsets = [
        (
            gettext_lazy("The publication"),
            {"fields": ["name", "tagline", "logo", ("accent", "accent_dark"), "footer", "link_lines"]},
        ),
        (gettext_lazy("Reading"), {"fields": [("language", "time_zone"), "posts_per_page"]}),
        (
            gettext_lazy("The conversation"),
            {
                "fields": [
                    *("comments_on_new_posts", "names_required", "sign_in_to_comment", "avatars"),
                    *("close_after_days", "threads_per_page", "newest_threads_first", "reply_steps"),
                ]
            },
        ),
        (
            gettext_lazy("What waits for a moderator"),
            {"fields": ["hold_first", "hold_all", "hold_links", "hold_words", "spam_words"]},
        ),
    ]

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: object) -> FormField | None:
        """Without the hidden twin that Django gives to fields which start from a setting: the row is there already."""
        return super().formfield_for_dbfield(db_field, request, **kwargs | {"show_hidden_initial": False})

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Site | None = None) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        """There is nothing to list: straight to the form, with the row made on first use."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        Site.objects.get_or_create(pk=1)
        return HttpResponseRedirect(reverse("admin:blog_site_change", args=[1]))

    def response_post_save_change(self, request: HttpRequest, obj: Site) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:blog_site_change", args=[1]))

    def get_urls(self) -> list:
        mail = path("test-mail/", self.admin_site.admin_view(self.send_test_mail), name="blog_site_test_mail")
        put_away = self.admin_site.admin_view(self.put_away_first_steps)
        steps = path("first-steps/put-away/", put_away, name="blog_site_put_away_first_steps")
        return [mail, steps, *super().get_urls()]

    def put_away_first_steps(self, request: HttpRequest) -> HttpResponse:
        if request.method != "POST" or not request.user.is_superuser:  # those who see them
            raise PermissionDenied
        Site.current().put_first_steps_away()
        return HttpResponseRedirect(reverse("admin:index"))

    def send_test_mail(self, request: HttpRequest) -> HttpResponse:
        """Mail a line to whoever pressed the button, and show what the mail server answered."""
        if request.method != "POST" or not self.has_change_permission(request):
            raise PermissionDenied
        try:
            answer = mail_check.send(to=request.user.email, site=Site.current())
        except mail_check.Failed as failed:
            messages.error(request, _("The mail could not be sent: %s") % failed)
        else:
            said = {"address": request.user.email, "answer": answer}
            messages.success(request, _("A mail is on its way to %(address)s. The server said: %(answer)s") % said)
        return HttpResponseRedirect(reverse("admin:blog_site_changelist"))


@admin.register(MenuItem)
class MenuItemAdmin(OneByOne):
    list_display = ["__str__", "address_it_leads_to", "position"]
    list_editable = ["position"]
    fields = ["page", "category", "address", "label", "position"]

    @admin.display(description=gettext_lazy("leads to"))
    def address_it_leads_to(self, item: MenuItem) -> str:
        return item.leads_to
