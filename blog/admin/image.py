"""Pictures in the admin: the list, the form, and the address to which the essay's editor sends one."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from blog.models import Image, Post
from blog.models.illustration import Illustration
from blog.picturing import ImageForm, taken


@admin.register(Image)
class ImageAdmin(admin.ModelAdmin):
    form = ImageForm
    list_display = ["thumbnail", "alt", "credit", "shown_in", "uploaded_at"]
    list_display_links = ["thumbnail", "alt"]
    list_per_page = 30
    search_fields = ["alt", "credit"]

    def get_queryset(self, request: HttpRequest) -> object:
        """With the posts that show each, as far as this person may know of them."""
        posts = Post.objects.known_to(request.user)
        illustrations = Illustration.objects.filter(post__in=posts).select_related("post")
        known = [Prefetch("led_posts", posts, "known_led"), Prefetch("illustrations", illustrations, "known_shown")]
        return super().get_queryset(request).select_related("uploaded_by").prefetch_related(*known)

    def get_fields(self, request: HttpRequest, obj: Image | None = None) -> list[str]:
        return ["thumbnail", "alt", "credit", "shown_in", "state"] if obj else ["file", "alt", "credit"]

    def get_readonly_fields(self, request: HttpRequest, obj: Image | None = None) -> list[str]:
        """Posts know a picture by its file: another file is another picture."""
        return ["thumbnail", "shown_in", "state"] if obj else []

    @admin.display(description=_("picture"))
    def thumbnail(self, image: Image) -> str:
        return render_to_string("admin/blog/image/_thumbnail.html", {"image": image})

    @admin.display(description=_("shown in"))
    def shown_in(self, image: Image) -> str:
        posts = dict.fromkeys([*image.known_led, *(shown.post for shown in image.known_shown)])
        return render_to_string("admin/blog/image/_shown_in.html", {"posts": posts})

    @admin.display(description=_("on the page"))
    def state(self, image: Image) -> str:
        if image.rendered_at:
            return _("%(width)s × %(height)s, and smaller ones for small screens.") % vars(image)
        if image.is_given_up:
            return _("Smaller ones could not be made of it: readers get it as it is. To try again, upload it anew.")
        return _("Smaller ones are being made; until then readers get it as it is.")

    def has_change_permission(self, request: HttpRequest, obj: Image | None = None) -> bool:
        """Editors describe every picture, authors those that they brought."""
        may = super().has_change_permission(request, obj)
        return may and (obj is None or obj.uploaded_by == request.user or request.user.has_perm("blog.publish_post"))

    def save_model(self, request: HttpRequest, obj: Image, form: forms.ModelForm, change: bool) -> None:
        if not change:
            obj.uploaded_by = request.user
        super().save_model(request, obj, form, change)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: dict | None = None) -> HttpResponse:
        image = self.get_object(request, object_id)
        if image and self.has_delete_permission(request, image) and (posts := image.posts()):
            say = _("This picture is shown in %(posts)s. Take it out there first, then it can be deleted.")
            messages.error(request, say % {"posts": ", ".join(_("“%s”") % post for post in posts)})
            return HttpResponseRedirect(reverse("admin:blog_image_change", args=[image.pk]))
        return super().delete_view(request, object_id, extra_context)

    def get_urls(self) -> list:
        upload = path("upload/", self.admin_site.admin_view(self.upload), name="blog_image_upload")
        return [upload, *super().get_urls()]

    def upload(self, request: HttpRequest) -> HttpResponse:
        """Take a picture from the essay's editor: file, alt, credit. Answers with JSON; a refusal has sentences."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not (request.user.has_perm("blog.add_post") or request.user.has_perm("blog.change_post")):
            raise PermissionDenied
        return taken(ImageForm(request.POST, request.FILES), by=request.user)
