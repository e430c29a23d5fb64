from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config import founding, questions
from config.checks import demo_content_is_here


class Command(BaseCommand):
    help = "Found a site: ask for its name, address and owner, and leave it empty with first steps to take."
    requires_system_checks: list[str] = []  # what makes a start safe is only being written

    def handle(self, **options: object) -> None:
        founding.refuse_without_file()
        founding.refuse_second_founding()
        if demo_content_is_here():
            raise CommandError("The demo's content is in this DATA_DIR. `make site-from-demo` leaves it behind.")
        founding.found(questions.ask())
        self.stdout.write(
            f"\n  The site is founded. What it is told at each start is in {settings.ENV_FILE.name}.\n"
            "  Start it with `make serve`, sign in at /admin/, and take the first steps shown there.\n"
        )
