"""What happens by itself, because its time has come. Each room says what; here it is only set going."""

from django.db import close_old_connections

from accounts.models import Avatar, Identity
from blog.models import Image, Post, cards, publishing
from comments.models import Confirmation, HalfWritten
from config.speaking import in_the_sites_language


def sweep() -> None:
    """One round. Running it twice, or on two machines at once, does nothing twice."""
    close_old_connections()
    with in_the_sites_language():
        publishing.sweep(Post.objects.all())
        Image.objects.render_due()
        cards.sweep(Post.objects.published())
        Avatar.objects.refresh_due()
        Identity.objects.refresh_due()
        HalfWritten.objects.forget_old()
        Confirmation.objects.forget_old()
