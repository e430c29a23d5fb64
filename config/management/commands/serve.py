from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand

from config import server


class Command(BaseCommand):
    help = "Bring database and static files up to date, then run the web server and the clock."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (a proxy stands in front)")
        parser.add_argument("--workers", type=int, default=1, help="web server processes")

    def handle(self, host: str, workers: int, **options: object) -> None:
        server.refuse_taken_port(host, settings.PORT)
        server.prepare()
        behind = f", behind a proxy that leads to {host}:{settings.PORT}" if settings.PRODUCTION else ""
        self.stdout.write(f"Byline runs at {settings.SITE_URL}/{behind} (Ctrl-C stops it)")
        self.stdout.flush()
        server.serve(host=host, port=settings.PORT, workers=workers)
