"""The buttons of the comment form that say as whom: each keeps what is half written, and leads back to it."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from accounts import as_author, connecting
from accounts.providers import NotOffered, Unreachable, offer
from accounts.reading import answers
from blog.models import Post
from comments.arriving import SeeOther, again, from_the_form
from comments.forms import OWN, CommentForm
from comments.models import HalfWritten
from comments.models.comment import LONGEST_BODY
from comments.refusals import TooFast
from comments.writers import Writer, half_written_key, new_key, remember_half_written
from safe.networks import network_of

TOO_MANY = _("A great many people on your network are signing in just now. Please wait a little and try again.")
LONGEST = 1000  # characters of a field that is kept, the comment itself apart
KEPT = ("body", "answer", "name", "email", "website", "save", "parent")


def keeping_it(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorator: `view(request, form, half, …)` finds what stood in the form kept, and this browser will too.

    What no comment may be long enough to be is not kept: the form comes back and says so.
    """

    @from_the_form
    @wraps(view)
    def kept(request: HttpRequest, form: CommentForm, **given: object) -> HttpResponse:
        if not form.is_valid() and form.has_error("body", "max_length"):
            return again(request, form)
        network = network_of(request.META.get("REMOTE_ADDR", ""))
        key = half_written_key(request) or new_key()
        try:
            user = form.account.user
            half = HalfWritten.objects.keep(key=key, post=form.post, user=user, said=_said(form), network=network)
        except TooFast:
            return again(request, form, TOO_MANY, 429)
        response = view(request, form, half, **given)
        remember_half_written(response, half.key)
        return response

    return kept


def _said(form: CommentForm) -> dict[str, str]:
    """What was typed into the fields that the form has, right or wrong, as far as anybody would type it by hand."""
    typed = {name: form.data.get(name, "").strip() for name in KEPT if name in form.fields}
    return {name: text[: LONGEST_BODY if name == "body" else LONGEST] for name, text in typed.items() if text}


@keeping_it
def comment_as(request: HttpRequest, form: CommentForm, half: HalfWritten, provider: str) -> HttpResponse:
    """To a provider, and back to the form as whoever they are there."""
    try:
        chosen = offer(provider)
        half.set_out(chosen.name)
        return connecting.to(request, chosen, next_url=half.way_back, words_wait=True)
    except NotOffered as unknown:
        raise Http404 from unknown
    except Unreachable:
        half.come_back(user=None, trouble="unreachable")
        return _to_the_form(form)


@keeping_it
def comment_sign_in(request: HttpRequest, form: CommentForm, half: HalfWritten) -> HttpResponse:
    """To the site's own sign-in, by password, code or passkey, and back."""
    return SeeOther(f"{reverse('account_login')}?{urlencode({'next': half.way_back})}")


@keeping_it
def comment_as_own(request: HttpRequest, form: CommentForm, half: HalfWritten, pk: int) -> HttpResponse:
    """As another identity of the same account, or with 0 under the account's own name."""
    user = form.account.user
    if user:
        user.commenting_as = get_object_or_404(user.identities, pk=pk) if pk else None
        user.save(update_fields=["commenting_as"])
    return _to_the_form(form, {"as": OWN} if form.account.author_of(form.post) else None)


@keeping_it
def comment_change(request: HttpRequest, form: CommentForm, half: HalfWritten) -> HttpResponse:
    """Back to the choice of as whom."""
    return _to_the_form(form, {"as": "choose"})


@keeping_it
def comment_log_out(request: HttpRequest, form: CommentForm, half: HalfWritten) -> HttpResponse:
    """End the session. What they had written waits for them, and for nobody else who uses this browser."""
    logout(request)
    response = _to_the_form(form)
    as_author.forget(response)
    response.headers["Clear-Site-Data"] = '"cache"'  # nor does the Back button show it
    return response


@never_cache
@answers("GET", "HEAD")
def comment_return(request: HttpRequest, slug: str, trip: str) -> HttpResponse:
    """Back from signing in, however that went; where the post has gone meanwhile, to the words alone."""
    post, user = Post.objects.published().by_slug(slug), Writer.of(request).user
    key = half_written_key(request)
    half = HalfWritten.objects.fresh().filter(key=key, trip=trip).first() if key else None
    if half:
        half.come_back(user=user, trouble=request.GET.get("trouble", ""))
    if post is None:
        body = half.said.get("body", "") if half and half.user == user else ""
        return render(request, "comments/gone.html", {"body": body}, status=404)
    return redirect(f"{post.get_absolute_url()}#respond")


def _to_the_form(form: CommentForm, query: dict[str, str] | None = None) -> HttpResponse:
    asked = f"?{urlencode(query)}" if query else ""
    return SeeOther(f"{form.post.get_absolute_url()}{asked}#respond")
