"""The site's own settings, with a folder to throw away. DATABASE_URL chooses the database, as everywhere."""

import os
import tempfile
from pathlib import Path

_folder = Path(tempfile.mkdtemp(prefix="byline-tests-"))
os.environ["DATA_DIR"] = str(_folder)
for name in (
    "SITE_URL",
    "DEBUG",
    "DEMO",
    "SITE_NAME",
    "SITE_TAGLINE",
    "EMAIL_URL",
    "SECRET_KEY",
    "PORT",
    "THEME_DIR",
    "EXTRA_APPS",
    "STAND_INS_PORT",
    *(f"{who}_CLIENT_{what}" for who in ("WORDPRESS", "GOOGLE", "X", "FACEBOOK", "OIDC") for what in ("ID", "SECRET")),
    "OIDC_ISSUER",
    "OIDC_NAME",
    "OIDC_TRUSTS_EMAIL",
    "STAFF_MFA",
    "MAIL_LEASE_SECONDS",
):
    os.environ.pop(name, None)
os.environ["GRAVATAR"] = "off"
os.environ["ENV_FILE"] = ""

from config.settings import *  # noqa: E402, F403
from config.settings import DATABASES, MEDIA_ROOT, STORAGES  # noqa: E402

MEDIA_ROOT.mkdir(parents=True, exist_ok=True)
# Files straight from where they are written: no test waits for them to be collected and compressed.
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# A file, not memory: threads and processes share it, as they do in the real thing.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": str(_folder / "test.sqlite3")}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
