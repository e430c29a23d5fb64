"""What mails are written on: the site as its owner named it."""

from django.conf import settings

from blog.models import Site
from outbox.letterhead import Letterhead, written_on


@written_on
def of_the_site() -> Letterhead:
    site = Site.current()
    return Letterhead(site.name, site.tagline, f"{settings.SITE_URL}/", site.sender)
