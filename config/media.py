"""Stored pictures. Only what safe.images made is ever in there; a web server in front may serve the folder itself."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.views.static import serve


def picture(request: HttpRequest, name: str) -> HttpResponseBase:
    response = serve(request, name, document_root=settings.MEDIA_ROOT)
    response["Cache-Control"] = "public, max-age=31536000, immutable"  # a picture's name is made of its content
    response["Cross-Origin-Resource-Policy"] = "cross-origin"  # who follows by a feed sees them on another site
    return response
