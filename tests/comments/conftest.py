from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from blog.models import Post
from comments.models import Comment
from tests.comments.sending import send


@pytest.fixture
def regular(post: Post) -> Client:
    """The browser of somebody who has standing: one comment of theirs was approved."""
    client = Client()
    send(client, post, body="The comment that was approved.")
    Comment.objects.get(body="The comment that was approved.").approve(by=None)
    return client


@pytest.fixture
def guarded(signed_in: Callable[[User], Client]) -> Callable[[User], Client]:
    """`guarded(editor)`: that person's browser, on a site that asks for the CSRF token as the real one does."""

    def sign_in(user: User) -> Client:
        client = Client(enforce_csrf_checks=True)
        client.cookies = signed_in(user).cookies
        return client

    return sign_in
