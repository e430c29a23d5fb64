from django.urls import path

from blog.addresses import in_each_format
from comments import as_whom, confirming, feeds, views

urlpatterns = [
    *in_each_format("comments/feed/", feeds.comments_feed, "comments-feed"),
    *in_each_format("<uslug:slug>/feed/", feeds.post_feed, "post-feed"),
    path("comments/confirm/<str:key>/", confirming.comment_confirmed, name="comment-confirmed"),
    path("<uslug:slug>/comments/<int:pk>/confirm/", confirming.comment_confirm, name="comment-confirm"),
    path("<uslug:slug>/comments/", views.comments, name="comments"),
    path("<uslug:slug>/comments/as/<slug:provider>/", as_whom.comment_as, name="comment-as"),
    path("<uslug:slug>/comments/as-own/<int:pk>/", as_whom.comment_as_own, name="comment-as-own"),
    path("<uslug:slug>/comments/change/", as_whom.comment_change, name="comment-change"),
    path("<uslug:slug>/comments/log-out/", as_whom.comment_log_out, name="comment-log-out"),
    path("<uslug:slug>/comments/sign-in/", as_whom.comment_sign_in, name="comment-sign-in"),
    path("<uslug:slug>/comments/return/<slug:trip>/", as_whom.comment_return, name="comment-return"),
    path("<uslug:slug>/comments/<int:pk>/", views.comment, name="comment"),
    path("<uslug:slug>/comments/<int:pk>/edit/", views.comment_edit, name="comment-edit"),
    path("<uslug:slug>/comments/<int:pk>/delete/", views.comment_delete, name="comment-delete"),
]
