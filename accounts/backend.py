from allauth.account.auth_backends import AuthenticationBackend

from accounts.models import User


class Backend(AuthenticationBackend):
    """Allauth's, which finds as whom somebody comments in the query that finds their account."""

    def get_user(self, user_id: int) -> User | None:
        user = User.objects.select_related("commenting_as").filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None
