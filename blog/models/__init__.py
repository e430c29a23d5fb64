from blog.models.decision import Decision
from blog.models.post import Byline, Post
from blog.models.taxonomy import Category, Tag

__all__ = ["Byline", "Category", "Decision", "Post", "Tag"]
