from comments.models.comment import Comment
from comments.models.moderation import Moderation

__all__ = ["Comment", "Moderation"]
