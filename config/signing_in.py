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
ACCOUNT_EMAIL_VERIFICATION = "mandatory"  # as far as accounts.adapter lets it: who signs in is not kept for it
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""

# With a code that is mailed

ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60  # seconds: mail may take its time

# What somebody changes about their account

ACCOUNT_CHANGE_EMAIL = True  # one address, which is the one to sign in with
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True  # so that a new one is kept nowhere, and opens nothing, until proven
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True

# With a second step, or a passkey

MFA_ADAPTER = "config.second_step.SitesMFAAdapter"
MFA_FORMS = {
    "add_webauthn": "accounts.forms.AddPasskeyForm",
    "authenticate_webauthn": "accounts.forms.PasskeyForm",
    "login_webauthn": "accounts.forms.PasskeyLoginForm",
    "reauthenticate_webauthn": "accounts.forms.PasskeyReauthenticateForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # steps of half a minute that somebody's clock may be off
MFA_ALLOW_UNVERIFIED_EMAIL = True  # nobody signs up here: an address was typed by those who run the site

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
