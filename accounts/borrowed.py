"""Sentences of django-allauth's that people meet here, listed so that our catalogues say them as well.

Its German says "du" in some and "Sie" in others, and its Spanish likewise; what stands in `locale/` goes before its
own. Nothing imports this: `make messages` reads it.
"""

from django.utils.translation import gettext_noop as _

SENTENCES = [
    # Signing in and out
    _("Too many failed login attempts. Try again later."),
    _("Be patient, you are sending too many requests."),
    _("Are you sure you want to sign out?"),
    _("You have signed out."),
    _("You are already logged in as %(user_display)s."),
    # A new password
    _("Forgotten your password? Enter your email address below, and we'll send you an email allowing you to reset it."),
    _("Please contact us if you have any trouble resetting your password."),
    _(
        "We have sent you an email. If you have not received it please check your spam folder. Otherwise contact us "
        "if you do not receive it in a few minutes."
    ),
    _("Bad Token"),
    _(
        "The password reset link was invalid, possibly because it has already been used.  Please request a "
        '<a href="%(passwd_reset_url)s">new password reset</a>.'
    ),
    _("Your password is now changed."),
    _("Please type your current password."),
    _("You must type the same password each time."),
    # An address that is to be proven
    _('Please confirm that <a href="mailto:%(email)s">%(email)s</a> is an email address for user %(user_display)s.'),
    _(
        'This email confirmation link expired or is invalid. Please <a href="%(email_url)s">issue a new email '
        "confirmation request</a>."
    ),
    _("You have confirmed %(email)s."),
    # Mails
    _("Please Confirm Your Email Address"),
    _(
        "You're receiving this email because user %(user_display)s has given your email address to register an "
        "account on %(site_domain)s."
    ),
    _(
        "You're receiving this email because you or someone else has requested a password reset for your user "
        "account.\nIt can be safely ignored if you did not request a password reset. Click the link below to reset "
        "your password."
    ),
    _("Thank you for using %(site_name)s!\n%(site_domain)s"),
]
