from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.providers import Offer, offered
from accounts.providers.checking import problem
from accounts.providers.known import callback


class Command(BaseCommand):
    help = "Ask each provider at which readers sign in whether it takes the site's keys."

    def handle(self, **options: object) -> None:
        found = offered()
        if not found:
            self.stdout.write(_("The site has no keys of any provider, so that nobody is offered one."))
        wrong = [offer for offer in found if not self._takes_them(offer)]
        if wrong:
            said = ngettext("%d provider would let nobody in.", "%d providers would let nobody in.", len(wrong))
            raise CommandError(said % len(wrong))

    def _takes_them(self, offer: Offer) -> bool:
        what = problem(offer.key)
        name = _("%s (a stand-in)") % offer.name if offer.is_stand_in else offer.name
        self.stdout.write(f"{name}: {what or _('takes the keys.')}")
        self.stdout.write("    " + _("Sends people back to %s, which must be registered there.") % callback(offer.key))
        return not what
