"""What is to be done on a new site, as the admin's front page tells its owner. Whether it is done, the data says."""

from typing import NamedTuple
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.template import Context
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Author, User
from blog.models import MenuItem, Page, Post, Site

register = template.Library()


class Step(NamedTuple):
    words: str
    why: str
    address: str  # of the form where it is done
    is_done: bool


@register.inclusion_tag("admin/blog/_first_steps.html", takes_context=True)
def first_steps(context: Context) -> dict:
    """The steps, while one is left and the owner has not put them away; six queries at most."""
    user, site = context["request"].user, Site.current()
    if not user.is_superuser or site.first_steps_put_away:
        return {"steps": []}
    steps = [_site(site), *_mail(), _about(), _self(user), _post(), _others()]
    return {"steps": [] if all(step.is_done for step in steps) else steps}


def _site(site: Site) -> Step:
    why = _("A tagline and a language; a logo and colours if you like.")
    return Step(_("Say what the site is about"), why, reverse("admin:blog_site_changelist"), bool(site.tagline))


def _mail() -> list[Step]:
    """Only where mail goes to the terminal, so that nobody gets any."""
    if not settings.MAILERS["default"]["BACKEND"].endswith("console.EmailBackend"):
        return []
    why = _("It goes to the terminal now. Write EMAIL_URL into site.env, start anew, and send yourself a test mail.")
    return [Step(_("Bring mail on its way"), why, reverse("admin:blog_site_changelist"), False)]


def _about() -> Step:
    """A page that readers see and the menu leads to."""
    words, why = _("Write an About page and put it in the menu"), _("Who you are, and whom you write for.")
    if MenuItem.objects.filter(page__is_public=True).exists():
        return Step(words, why, reverse("admin:blog_menuitem_changelist"), True)
    page = Page.objects.order_by("pk").first()
    if page is None:
        return Step(words, why, _prefilled("page", title=_("About")), False)
    unseen = reverse("admin:blog_page_change", args=[page.pk])
    return Step(words, why, _prefilled("menuitem", page=page.pk) if page.is_public else unseen, False)


def _prefilled(kind: str, **fields: object) -> str:
    return reverse(f"admin:blog_{kind}_add") + f"?{urlencode(fields)}"


def _self(user: User) -> Step:
    words, why = _("Introduce yourself"), _("A sentence or two and a photo, shown beneath what you write.")
    author = Author.objects.filter(user=user).first()
    if author is None:
        return Step(words, why, reverse("admin:accounts_author_add") + f"?user={user.pk}", False)
    return Step(
        words, why, reverse("admin:accounts_author_change", args=[author.pk]), bool(author.bio and author.photo)
    )


def _post() -> Step:
    words, why = _("Write the first post"), _("It may stay a draft until you press Publish.")
    published = Post.objects.filter(status__in=["published", "scheduled"]).first()
    post = published or Post.objects.filter(status="draft").first()
    address = reverse("admin:blog_post_change", args=[post.pk]) if post else reverse("admin:blog_post_add")
    return Step(words, why, address, published is not None)


def _others() -> Step:
    words, why = _("Ask others in"), _("Each with an account, and a role that says what they may do.")
    return Step(words, why, reverse("admin:accounts_user_add"), User.objects.count() > 1)
