"""What a browser does to a conversation."""

from datetime import timedelta

import time_machine
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from blog.models import Post
from comments.models import Comment
from tests.factories import form_data

ELSEWHERE = {"Origin": "https://elsewhere.example"}


def send(
    client: Client, post: Post, *, address: str = "127.0.0.1", headers: dict | None = None, **said: object
) -> HttpResponse:
    """Fill in the form under a post and press Post Comment."""
    return client.post(f"/{post.slug}/comments/", form_data(**said), headers=headers, REMOTE_ADDR=address)


def send_later(client: Client, post: Post, **said: object) -> HttpResponse:
    """The same, too late for the second press of a double click."""
    with time_machine.travel(timezone.now() + timedelta(seconds=61)):
        return send(client, post, **said)


def edit(client: Client, comment: Comment, body: str, *, headers: dict | None = None, **sent: str) -> HttpResponse:
    return client.post(comment.edit_url, {"body": body, **sent}, headers=headers)


def delete(client: Client, comment: Comment, *, headers: dict | None = None, **sent: str) -> HttpResponse:
    return client.post(f"/{comment.post.slug}/comments/{comment.pk}/delete/", sent, headers=headers)
