"""What an authenticator app shows, and what a mail with a code says."""

import re
import time

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core.mail import EmailMessage

from accounts.models import User

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code_of_app(secret: str = SECRET, *, steps_ahead: int = 0) -> str:
    """The code that an app shows now, or so many half minutes later: each is taken once."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps_ahead))


def give_app(user: User) -> Authenticator:
    """Let them have a second step, with recovery codes, as after they set it up."""
    RecoveryCodes.activate(user)
    return TOTP.activate(user, SECRET).instance


def code_of_mail(mail: EmailMessage) -> str:
    return re.search(r"^[B-Z]{4}-[B-Z]{4}$", mail.body, re.MULTILINE)[0]
