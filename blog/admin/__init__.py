"""The desk of the editors: what they write, what it is filed under, and what the site is like."""

from blog.admin.filing import NameAdmin, SeriesAdmin
from blog.admin.image import ImageAdmin
from blog.admin.page import PageAdmin
from blog.admin.post import PostAdmin
from blog.admin.site import MenuItemAdmin, SiteAdmin

__all__ = ["ImageAdmin", "MenuItemAdmin", "NameAdmin", "PageAdmin", "PostAdmin", "SeriesAdmin", "SiteAdmin"]
