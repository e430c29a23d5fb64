from outbox.admin.mail import MailAdmin
from outbox.admin.wording import WordingAdmin

__all__ = ["MailAdmin", "WordingAdmin"]
