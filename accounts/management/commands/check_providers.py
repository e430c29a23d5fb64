from django.core.management.base import BaseCommand, CommandError

from accounts.providers import Offer, offered
from accounts.providers.checking import problem
from accounts.providers.known import callback


class Command(BaseCommand):
    help = "Ask each provider at which readers sign in whether it takes the site's keys."

    def handle(self, **options: object) -> None:
        found = offered()
        if not found:
            self.stdout.write("The site has no keys of any provider, so that nobody is offered one.")
        if wrong := [offer.name for offer in found if not self._takes_them(offer)]:
            raise CommandError(f"Nobody could sign in at {' or '.join(wrong)}.")

    def _takes_them(self, offer: Offer) -> bool:
        wrong = problem(offer.key)
        name = f"{offer.name} (a stand-in)" if offer.is_stand_in else offer.name
        self.stdout.write(f"{name}: {wrong or 'takes the keys.'}")
        self.stdout.write(f"    Sends people back to {callback(offer.key)}, which must be registered there.")
        return not wrong
