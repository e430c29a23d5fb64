from django.urls import path

from blog.addresses import in_each_format
from comments import feeds, views

urlpatterns = [
    *in_each_format("comments/feed/", feeds.comments_feed, "comments-feed"),
    *in_each_format("<uslug:slug>/feed/", feeds.post_feed, "post-feed"),
    path("<uslug:slug>/comments/", views.comments, name="comments"),
    path("<uslug:slug>/comments/<int:pk>/", views.comment, name="comment"),
    path("<uslug:slug>/comments/<int:pk>/edit/", views.comment_edit, name="comment-edit"),
    path("<uslug:slug>/comments/<int:pk>/delete/", views.comment_delete, name="comment-delete"),
]
