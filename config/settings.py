"""Byline's settings, read from the environment. README.md has the table of what can be set."""

from pathlib import Path
from urllib.parse import urlsplit

from django.conf import global_settings
from django.utils.csp import CSP
from environ import Env

from config import environment, providers
from config.signing_in import *  # noqa: F403

BASE_DIR = Path(__file__).resolve().parent.parent
ENV_FILE = BASE_DIR / environment.text("ENV_FILE", "site.env")  # as `make site` wrote it; empty: none is read
environment.read(ENV_FILE)  # what the environment itself says goes first
env, text = Env(), environment.text

# Where we are

DATA_DIR = Path(text("DATA_DIR", "var"))
DATA_DIR = DATA_DIR if DATA_DIR.is_absolute() else BASE_DIR / DATA_DIR
DATA_DIR.mkdir(parents=True, exist_ok=True)
PORT = environment.port(text("PORT", "8000"))
SITE_URL = text("SITE_URL", f"http://localhost:{PORT}").rstrip("/")
_site = urlsplit(SITE_URL)
PRODUCTION = not environment.is_loopback(_site.hostname or "")
DEMO = env.bool("DEMO", False)
SITE_NAME = text("SITE_NAME", "The Slipway" if DEMO else "Byline")
SITE_TAGLINE = text("SITE_TAGLINE", "essays on work done with the hands and the head" if DEMO else "")
DEBUG = env.bool("DEBUG", False)
SECRET_KEY = text("SECRET_KEY")
SECRET_KEY_IS_GENERATED = not SECRET_KEY
SECRET_KEY = SECRET_KEY or environment.generated_key(DATA_DIR)
ALLOWED_HOSTS = [_site.hostname] if PRODUCTION else list(environment.LOOPBACK_NAMES)
TRUSTED_PROXIES = environment.networks(env.list("TRUSTED_PROXIES", default=["127.0.0.0/8", "::1"]))

# What it is made of

EXTRA_APPS = environment.extra_apps(env.list("EXTRA_APPS", default=[]))
THEME_DIR = environment.theme(text("THEME_DIR"), beside=BASE_DIR)
INSTALLED_APPS = [
    "config",
    "safe",
    "slugs",
    "search",
    "outbox",
    "allauth",  # before accounts, whose admin takes the place of theirs
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
    "accounts",
    "blog",
    "submissions",
    "comments",
    "demo",
    "django_prose_editor",
    "django.contrib.admin",
    "django.forms",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    *EXTRA_APPS,
]
MIDDLEWARE = [
    "config.proxies.TrustedProxies",
    "config.headers.SecurityHeaders",
    "config.headers.AccountsAreNobodyElses",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "config.speaking.InTheSitesLanguage",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "config.second_step.StaffNeedsIt",
]
ROOT_URLCONF = "config.urls"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"  # a form's parts are the project's and a theme's too
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [folder / "templates" for folder in (*THEME_DIR, BASE_DIR)],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.site",
            ],
        },
    },
]

# What it keeps

DATABASES = {"default": environment.database(text("DATABASE_URL", f"sqlite:///{DATA_DIR / 'byline.sqlite3'}"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MEDIA_ROOT = DATA_DIR / "media"
MEDIA_URL = "/media/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_URL = "/static/"
STATICFILES_DIRS = [folder / "static" for folder in (*THEME_DIR, BASE_DIR) if (folder / "static").is_dir()]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.storage.StaticStorage"},
}
CACHES = {"default": environment.cache(text("CACHE_URL", f"filecache://{DATA_DIR / 'cache'}"))}
MAILERS = {"default": environment.mailer(text("EMAIL_URL", "dummymail://" if DEMO else "consolemail://"))}
MAIL_LEASE_SECONDS = env.int("MAIL_LEASE_SECONDS", 120)  # then a sender that says nothing is taken for killed
DEFAULT_FROM_EMAIL = text("EMAIL_FROM", environment.sender(SITE_NAME, _site.hostname or "localhost"))

# Who comes in: config/signing_in.py; where they are known elsewhere, and their faces

STAND_INS: dict[str, dict[str, str]] = {}  # the providers that are only played, and where that is: the demo's
STAND_INS_PORT = environment.port(text("STAND_INS_PORT", str(PORT + 6 if PORT < 65530 else PORT - 6)))
FETCH_PRIVATE_NETWORKS: list[str] = []  # networks inside the house that safe.fetch may reach; tests have one
_keys, _others = providers.keys(), providers.another_server(trusted=env.bool("OIDC_TRUSTS_EMAIL", False))
if DEMO and not PRODUCTION:
    _keys, STAND_INS = providers.played(f"http://127.0.0.1:{STAND_INS_PORT}")
    FETCH_PRIVATE_NETWORKS = ["127.0.0.1/32"]  # where the stand-ins' pictures are
    AVATAR_HOSTS = {key: {f"127.0.0.1:{STAND_INS_PORT}"} for key in STAND_INS}
SOCIALACCOUNT_PROVIDERS = providers.as_allauth_has_them(_keys, _others)
AVATARS = env.bool("AVATARS", True)
STAFF_MFA = env.bool("STAFF_MFA", False)
GRAVATAR = env.bool("GRAVATAR", not DEMO)
GRAVATAR_URL = "https://www.gravatar.com/avatar/"

# Guarded from the first day

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF, CSP.NONCE],  # the admin's; a page that does not ask for the nonce has none
    "style-src": [CSP.SELF, CSP.NONCE],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
_https = _site.scheme == "https"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _https
SECURE_SSL_REDIRECT = _https
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if _https else 0
SECURE_REFERRER_POLICY = "same-origin"  # "no-referrer" would make Origin null on our own forms
CSRF_FAILURE_VIEW = "config.views.csrf_failure"
X_FRAME_OPTIONS = "DENY"
# Whether a site's other subdomains must be https is for their owner to say, not for a blog:
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["safe.uploads.NotTooMuch", *global_settings.FILE_UPLOAD_HANDLERS]

# How it speaks

# In the language and the time zone that the site's settings in the database name; these are where they start from.
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("es", "Español"), ("fr", "Français"), ("de", "Deutsch"), ("pt", "Português")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["config.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = text("TIME_ZONE", "UTC")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"without_keys": {"()": "config.logs.WithoutKeys"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "without_keys"}},
    "loggers": {"django": {"handlers": []}},  # its own would write them whole where DEBUG is set
    "root": {"handlers": ["console"], "level": "WARNING"},
}
