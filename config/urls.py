from allauth.account.decorators import secure_admin_login
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.contrib.sitemaps import views
from django.urls import URLPattern, URLResolver, include, path
from django.utils.module_loading import module_has_submodule

from accounts.reading import reading_page
from blog import sitemaps
from config import media
from config import views as views_of_ours

handler400 = "config.views.bad_request"
handler500 = "config.views.server_error"
SITEMAPS = {"sitemaps": sitemaps.SITEMAPS}

admin.site.login = secure_admin_login(admin.site.login)  # staff sign in where everybody does


def of_extra_apps() -> list[URLPattern | URLResolver]:
    """The pages of the apps that a site adds: each that has a `urls` module."""
    added = [apps.get_containing_app_config(name) for name in settings.EXTRA_APPS]
    return [path("", include(f"{app.name}.urls")) for app in added if module_has_submodule(app.module, "urls")]


def of_the_demo() -> list[URLPattern | URLResolver]:
    """Pages that only a demo has. They are named, not imported: nothing imports the demo."""
    return [path("demo/", include("demo.urls"))] if settings.DEMO and not settings.PRODUCTION else []


urlpatterns = [
    *of_extra_apps(),
    *of_the_demo(),
    path("admin/r/<int:kind>/<path:key>/", views_of_ours.on_site),  # before Django's own
    path("admin/", admin.site.urls),
    path("accounts/signup/", views_of_ours.nothing_here),  # accounts are made by those who run the site
    path("accounts/", include("accounts.urls")),
    path("accounts/", include("allauth.account.urls")),  # not allauth.urls: it opens doors that nobody uses here
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("accounts/sessions/", include("allauth.usersessions.urls")),
    path("accounts/", include("accounts.providers.urls")),
    path("robots.txt", sitemaps.robots),
    path("manifest.webmanifest", views_of_ours.manifest, name="manifest"),
    path("favicon.ico", views_of_ours.favicon),
    path("sitemap.xml", reading_page(views.index), {**SITEMAPS, "sitemap_url_name": "sitemap-section"}, name="sitemap"),
    path("sitemap-<section>.xml", reading_page(views.sitemap), SITEMAPS, name="sitemap-section"),
    path("media/<path:name>", media.picture, name="media"),
    path("write/", include("submissions.urls")),
    path("", include("comments.urls")),
    path("", include("blog.urls")),
]
