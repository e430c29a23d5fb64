"""Sentences of django-allauth's and Django's that people meet here, listed so that our catalogues say them as well.

Allauth's German says "du" in some and "Sie" in others, and its Spanish likewise; Django's admin is not wholly
translated. What stands in `locale/` goes before theirs. Nothing imports this: `make messages` reads it.
"""

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext

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
    # Django's admin
    _("- Select an option -"),
    _("Run"),
    _("Logout"),
    _("Search %(name)s"),
    _("Filter by %(field_name)s"),
    _("Pagination %(name)s"),
    _("Pagination %(name)s entries"),
    _(
        "Are you sure you want to delete the %(object_name)s “%(escaped_object)s”? All of the following related items "
        "will be deleted:"
    ),
    _(
        "Deleting the %(object_name)s “%(escaped_object)s” would result in deleting related objects, but your account "
        "doesn't have permission to delete the following types of objects:"
    ),
    _(
        "Deleting the %(object_name)s “%(escaped_object)s” would require deleting the following protected related "
        "objects:"
    ),
    ngettext("…and %(count)d more object.", "…and %(count)d more objects.", 1),
    # Its accounts
    _("TOTP Authenticator"),
    _("WebAuthn"),
    _("After you’ve created a user, you’ll be able to edit more user options."),
    _("Password-based authentication"),
    _("Password-based authentication was disabled."),
    _("Enable password-based authentication"),
    _("Disable password-based authentication"),
    _("Enable password-based authentication for this user by setting a password."),
    _("This action will <strong>enable</strong> password-based authentication for this user."),
    _("Enabled"),
    _("Disabled"),
    _("Set password"),
    _("Set password: %s"),
    _("Reset password"),
    _("Raw passwords are not stored, so there is no way to see the user’s password."),
    _("Conflicting form data submitted. Please try again."),
    _(
        "Whether the user will be able to authenticate using a password or not. If disabled, they may still be able "
        "to authenticate using other backends, such as Single Sign-On or LDAP."
    ),
    # Months: Brazil writes them small
    _("January"),
    _("February"),
    _("March"),
    _("April"),
    _("May"),
    _("June"),
    _("July"),
    _("August"),
    _("September"),
    _("October"),
    _("November"),
    _("December"),
]
