"""`{% byline post as names %}`: the names on a post, each leading to its author, to be put into a sentence."""

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from blog.models import Post

register = template.Library()


@register.simple_tag
def byline(post: Post) -> SafeString:
    return render_to_string("blog/_byline.html", {"post": post})
