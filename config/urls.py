from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from config import media

admin.site.login = secure_admin_login(admin.site.login)  # staff sign in where everybody does

urlpatterns = [
    path("admin/", admin.site.urls),
    path("accounts/", include("allauth.account.urls")),
    path("media/<path:name>", media.picture, name="media"),
    path("", include("comments.urls")),
    path("", include("blog.urls")),
]
