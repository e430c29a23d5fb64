"""The settings of who comes in, and how. `config.settings` takes them in."""

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backend.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"

# With a password

ACCOUNT_ADAPTER = "config.adapters.SitesAccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""

# As who they are elsewhere

SOCIALACCOUNT_ADAPTER = "config.adapters.SitesSocialAdapter"
SOCIALACCOUNT_EMAIL_REQUIRED = False  # X may tell none, and nobody is asked for one to comment
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5  # seconds, for each of the two or three questions that a sign-in asks there
AVATAR_HOSTS = {  # whence their pictures may be fetched; one that begins with a dot is every host below it
    "wordpress": {".gravatar.com", ".wp.com"},
    "google": {".googleusercontent.com"},
    "x": {"pbs.twimg.com", "abs.twimg.com"},
    "facebook": {".fbcdn.net", ".fbsbx.com", "graph.facebook.com"},
}
