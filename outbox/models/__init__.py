from outbox.models.mail import Mail
from outbox.models.wording import Wording

__all__ = ["Mail", "Wording"]
