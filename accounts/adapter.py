from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by those who run the site; readers comment without one."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
