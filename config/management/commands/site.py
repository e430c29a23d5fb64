from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config import founding
from config.checks import demo_content_is_here


class Command(BaseCommand):
    help = "Found a site: ask for its name, address and owner, and leave it empty with first steps to take."

    def handle(self, **options: object) -> None:
        file = settings.BASE_DIR / "site.env"
        founding.refuse_second_founding(file)
        if demo_content_is_here():
            raise CommandError("The demo's content is in this DATA_DIR. `make site-from-demo` removes it and goes on.")
        founding.found(founding.ask(), file)
        self.stdout.write(
            "\n  The site is founded. What it is told at each start is in site.env.\n"
            "  Start it with `make serve`, sign in at /admin/, and take the first steps shown there.\n"
        )
