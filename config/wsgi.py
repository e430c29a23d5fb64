"""The door for web servers: `granian --interface wsgi config.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

from config import checks, lifeline  # noqa: E402  need Django set up

checks.refuse_unsafe_start()
lifeline.hold()
