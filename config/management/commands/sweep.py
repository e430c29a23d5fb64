from django.core.management.base import BaseCommand

from config.clock import sweep


class Command(BaseCommand):
    help = "Carry out once what time has decided: publish what is due, close old conversations, fetch avatars."

    def handle(self, **options: object) -> None:
        sweep()
