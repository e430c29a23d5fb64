from itertools import chain

from django.core.management.base import BaseCommand

from accounts.models import Author
from blog.models import Page, Post
from comments.models import Comment


class Command(BaseCommand):
    help = "Make the search index anew from what is published."

    def handle(self, **options: object) -> None:
        posts, comments = Post.objects.iterator(), Comment.objects.select_related("post").iterator()
        for thing in chain(Author.objects.iterator(), Page.objects.iterator(), posts, comments):
            thing.make_findable()
