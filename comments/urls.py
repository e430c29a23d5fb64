from django.urls import path

from blog import addresses  # noqa: F401  registers its converters
from comments import views

urlpatterns = [
    path("<uslug:slug>/comments/", views.comments, name="comments"),
    path("<uslug:slug>/comments/<int:pk>/edit/", views.comment_edit, name="comment-edit"),
    path("<uslug:slug>/comments/<int:pk>/delete/", views.comment_delete, name="comment-delete"),
]
