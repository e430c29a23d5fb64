from django.conf import settings
from django.core.management.base import BaseCommand

from config import founding
from demo import publication


class Command(BaseCommand):
    help = "Turn the demo into a site: remove what came with it, keep what was written since, found a site on the rest."

    def handle(self, **options: object) -> None:
        file = settings.BASE_DIR / "site.env"
        founding.refuse_second_founding(file)
        answers = founding.ask()
        publication.unload()
        founding.found(answers, file)
        self.stdout.write(
            "\n  The demo's content is gone, and what you wrote beside it is there.\n"
            "  Start the site with `make serve`, and sign in at /admin/.\n"
        )
