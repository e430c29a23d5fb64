from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from config import server
from demo import editor, guests, publication, standing_in


class Command(BaseCommand):
    help = "Serve a small publication to try Byline with, on this machine alone."

    def handle(self, **options: object) -> None:
        if settings.PRODUCTION or not settings.DEMO:
            raise CommandError("The demo runs on loopback with DEMO=1 and a DATA_DIR of its own: use `make run`.")
        server.refuse_taken_port("127.0.0.1", settings.PORT)
        server.refuse_taken_port("127.0.0.1", settings.STAND_INS_PORT, variable="STAND_INS_PORT")
        server.prepare()
        publication.load()
        email, password = editor.sign_in()
        guests.come()
        self.stdout.write(
            f"\n  Byline runs at  {settings.SITE_URL}/\n"
            f"  The editor's    {settings.SITE_URL}/admin/\n"
            f"  signs in as     {email}\n"
            f"  with            {password}\n"
            f"  Mails are read at {settings.SITE_URL}{reverse('demo-mail')}\n"
            f"  Readers sign in at stand-ins for WordPress.com, Google, X and Facebook\n\n"
            f"  Ctrl-C stops it; what you write stays in {settings.DATA_DIR}\n"
        )
        self.stdout.flush()
        with standing_in.running():
            server.serve(host="127.0.0.1", port=settings.PORT)
