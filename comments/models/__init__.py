from comments.models.comment import Comment
from comments.models.confirmation import Confirmation
from comments.models.half_written import HalfWritten
from comments.models.moderation import Moderation

__all__ = ["Comment", "Confirmation", "HalfWritten", "Moderation"]
