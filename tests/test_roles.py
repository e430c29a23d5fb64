"""Who may do what: a table of role by act, tried through the admin that people really use."""

import pytest
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from accounts.models import User
from blog.models import Post
from comments.models import Comment
from submissions.models import Submission, Terms
from tests.factories import make_author, make_comment, make_draft, make_post, make_submission, make_user

pytestmark = pytest.mark.django_db
ROLES = ("nobody", "outsider", "author", "moderator", "editor", "superuser")

# act: who may, of ROLES
TABLE = {
    "enter the admin": "author moderator editor superuser",
    "write a draft": "author editor superuser",
    "edit their own draft": "author editor superuser",
    "edit somebody's draft": "editor superuser",
    "edit their own published post": "editor superuser",
    "publish their own draft": "editor superuser",
    "trash a post": "editor superuser",
    "preview their own draft": "author editor superuser",
    "preview somebody's draft": "editor superuser",
    "manage authors": "editor superuser",
    "manage categories": "editor superuser",
    "moderate under their own post": "author moderator editor superuser",
    "moderate under somebody's post": "moderator editor superuser",
    "reply from the queue": "author moderator editor superuser",
    "read the moderation log": "moderator editor superuser",
    "review a submission": "editor superuser",
    "invite a guest": "editor superuser",
    "see the calendar": "editor superuser",
    "word the terms": "editor superuser",
    "manage accounts": "superuser",
}


class Try:
    """One person trying one act; each method answers whether it was done or shown."""

    def __init__(self, client, user: User | None) -> None:
        self.client = client
        byline = make_author(user=user if user and user.pk else None)
        self.draft = make_draft(authors=[byline], title="My draft")
        self.others_draft = make_draft(title="Not mine")
        self.own = make_post(authors=[byline], title="Mine")
        self.others = make_post(title="Theirs")

    def enter_the_admin(self) -> bool:
        return self._shown(reverse("admin:index"))

    def write_a_draft(self) -> bool:
        self.client.post(reverse("admin:blog_post_add"), post_form(title="New one", body="Words."))
        return Post.objects.filter(title="New one", status="draft").exists()

    def edit_their_own_draft(self) -> bool:
        return self._edits(self.draft)

    def edit_somebodys_draft(self) -> bool:
        return self._edits(self.others_draft)

    def edit_their_own_published_post(self) -> bool:
        return self._edits(self.own)

    def publish_their_own_draft(self) -> bool:
        return self._presses("_publish", self.draft, becomes="published")

    def trash_a_post(self) -> bool:
        return self._presses("_trash", self.own, becomes="trashed")

    def preview_their_own_draft(self) -> bool:
        return self._shown(reverse("admin:blog_post_preview", args=[self.draft.pk]))

    def preview_somebodys_draft(self) -> bool:
        return self._shown(reverse("admin:blog_post_preview", args=[self.others_draft.pk]))

    def manage_authors(self) -> bool:
        return self._shown(reverse("admin:accounts_author_add"))

    def manage_categories(self) -> bool:
        return self._shown(reverse("admin:blog_category_add"))

    def moderate_under_their_own_post(self) -> bool:
        return self._approves(make_comment(post=self.own, status="pending"))

    def moderate_under_somebodys_post(self) -> bool:
        return self._approves(make_comment(post=self.others, status="pending"))

    def reply_from_the_queue(self) -> bool:
        comment = make_comment(post=self.own)
        self.client.post(reverse("admin:comments_comment_reply", args=[comment.pk]), {"body": "Well said."})
        return Comment.objects.filter(parent=comment, body="Well said.", status="approved").exists()

    def read_the_moderation_log(self) -> bool:
        return self._shown(reverse("admin:comments_moderation_changelist"))

    def review_a_submission(self) -> bool:
        submission = make_submission(status="submitted")
        self.client.post(submission.get_absolute_url(), {"act": "take_up", "seen": submission.turn})
        return Submission.objects.filter(pk=submission.pk, status="in_review").exists()

    def invite_a_guest(self) -> bool:
        said = {"name": "Amara", "email": "amara@example.org", "way": "mail"}
        self.client.post(reverse("admin:submissions_invitation_add"), said)
        return Submission.objects.filter(came="invited").exists()

    def see_the_calendar(self) -> bool:
        return self._shown(reverse("admin:submissions_calendar"))

    def word_the_terms(self) -> bool:
        Terms.current().save()
        return self._shown(reverse("admin:submissions_terms_change", args=[1]))

    def manage_accounts(self) -> bool:
        return self._shown(reverse("admin:accounts_user_add"))

    def _shown(self, address: str) -> bool:
        return self.client.get(address).status_code == 200

    def _edits(self, post: Post) -> bool:
        address = reverse("admin:blog_post_change", args=[post.pk])
        self.client.post(address, post_form(title="Edited", body=post.body, post=post))
        return Post.objects.filter(pk=post.pk, title="Edited").exists()

    def _presses(self, button: str, post: Post, *, becomes: str) -> bool:
        address = reverse("admin:blog_post_change", args=[post.pk])
        self.client.post(address, post_form(title=post.title, body=post.body, post=post) | {button: "1"})
        return Post.objects.filter(pk=post.pk, status=becomes).exists()

    def _approves(self, comment: Comment) -> bool:
        self.client.post(reverse("admin:comments_comment_approve", args=[comment.pk]))
        return Comment.objects.filter(pk=comment.pk, status="approved").exists()


def post_form(*, title: str, body: str, post: Post | None = None) -> dict:
    """What the admin's form of a post sends; a published one keeps its date and its byline."""
    form = {"title": title, "body": body}
    if post:
        form |= {"byline": ", ".join(author.name for author in post.byline_authors), "form_key": post.pk}
    if post and post.published_at:
        form |= {"published_at": f"{post.published_at:%Y-%m-%dT%H:%M}"}
    return form


def person(role: str) -> User | None:
    people = {
        "nobody": lambda: None,
        "outsider": make_user,
        "superuser": lambda: User.objects.create_superuser("root@example.org", "a long password", name="Root"),
    }
    return people.get(role, lambda: make_user(role=role.capitalize()))()


@pytest.mark.parametrize(
    ("role", "title", "status"),
    [("Author", "My own", 302), ("Author", "A plan", 404), ("Moderator", "A plan", 404), ("Editor", "A plan", 302)],
)
def test_the_way_to_the_site_tells_nobody_of_drafts_they_may_not_see(role: str, title: str, status: int, signed_in):
    user = make_user(role=role)
    make_draft(title="My own", authors=[make_author(user=user)])
    make_draft(title="A plan")
    kind, post = ContentType.objects.get_for_model(Post), Post.objects.get(title=title)
    assert signed_in(user).get(reverse("admin:view_on_site", args=[kind.pk, post.pk])).status_code == status


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("act", TABLE)
def test_who_may_do_what(act: str, role: str, client, signed_in):
    user = person(role)
    attempt = Try(signed_in(user) if user else client, user)
    done = getattr(attempt, act.replace("'", "").replace(" ", "_"))()
    assert done == (role in TABLE[act].split())


def test_the_groups_are_there_after_migrating(editor: User):
    assert set(Group.objects.values_list("name", flat=True)) == {"Author", "Editor", "Moderator"}
