from blog.models.decision import Decision
from blog.models.illustration import Illustration
from blog.models.image import Image
from blog.models.post import Byline, Post
from blog.models.taxonomy import Category, Tag

__all__ = ["Byline", "Category", "Decision", "Illustration", "Image", "Post", "Tag"]
