import os
from argparse import ArgumentParser

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from config import founding, questions
from config.checks import demo_content_is_here
from demo import leaving


class Command(BaseCommand):
    help = "Found a site on what was written in the demo, without what came with it. The demo stays as it is."
    requires_system_checks: list[str] = []  # what makes a start safe is only being written

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--here", action="store_true", help="in this DATA_DIR itself, as is done in the copy")

    def handle(self, *, here: bool, **options: object) -> None:
        self._leave() if here else self._found()

    def _found(self) -> None:
        self._refuse()
        home = settings.DATA_DIR.with_name("site")
        if home.exists():
            raise CommandError(f"{home} is here already. Move it away first.")
        answers = questions.ask()
        with leaving.copied(home) as folder:
            leaving.leave_in(folder, answers)
        founding.write(answers, data_dir=home)
        self.stdout.write(
            f"\n  The site is founded in {home}, on what you wrote in the demo.\n"
            "  The demo itself is as it was. Start the site with `make serve`, and sign in at /admin/.\n"
        )

    def _leave(self) -> None:
        call_command("migrate", verbosity=0)
        answers = questions.ask()
        leaving.unload()
        founding.settle(answers)

    def _refuse(self) -> None:
        founding.refuse_without_file()
        if settings.ENV_FILE.exists():
            raise CommandError(f"There is a site here already: {settings.ENV_FILE.name}. `make serve` starts it.")
        if not demo_content_is_here():
            raise CommandError("There is no demo in this DATA_DIR. `make site` founds a site without one.")
        if os.environ.get("DATABASE_URL"):
            raise CommandError("The demo is copied with its folder, and DATABASE_URL names another database. Unset it.")
