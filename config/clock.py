"""What happens by itself, because its time has come. Each room says what; here it is only set going."""

from django.db import close_old_connections

from accounts.models import Avatar
from blog.models import Post, cards, publishing


def sweep() -> None:
    """One round. Running it twice, or on two machines at once, does nothing twice."""
    close_old_connections()
    publishing.sweep(Post.objects.all())
    cards.sweep(Post.objects.published())
    Avatar.objects.refresh_due()
