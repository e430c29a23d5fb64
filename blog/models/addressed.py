import re

from slugs.models import Slugged

YEAR = re.compile(r"\d{4}")
RESERVED = frozenset(  # what has a route, or will
    "accent accounts admin archive author authors category comments favicon feed manifest media page robots search series "  # noqa: E501, SIM905
    "site sitemap static tag wp-admin wp-content wp-login write".split()
)


class Addressed(Slugged):
    """What stands at `/<slug>/`: posts and pages, which therefore share their slugs."""

    class Meta:
        abstract = True

    @classmethod
    def is_reserved(cls, slug: str) -> bool:
        """Routes of the site, years (`/2014/` is an archive), and what another kind of thing stands at."""
        return slug.lower() in RESERVED or bool(YEAR.fullmatch(slug)) or cls._is_another_kind(slug)

    @classmethod
    def _is_another_kind(cls, slug: str) -> bool:
        kinds = [kind for kind in Addressed.__subclasses__() if kind is not cls]
        return any(kind._base_manager.filter(slug=slug).exists() for kind in kinds)
