from blog.models.decision import Decision
from blog.models.illustration import Illustration
from blog.models.image import Image
from blog.models.menu import MenuItem
from blog.models.page import Page
from blog.models.post import Byline, Post
from blog.models.revision import Autosave, Revision
from blog.models.series import Series
from blog.models.site import Site
from blog.models.taxonomy import Category, Tag

__all__ = [
    "Autosave",
    "Byline",
    "Category",
    "Decision",
    "Illustration",
    "Image",
    "MenuItem",
    "Page",
    "Post",
    "Revision",
    "Series",
    "Site",
    "Tag",
]
