from accounts.models.author import Author, Book
from accounts.models.author_pass import AuthorPass
from accounts.models.avatar import Avatar
from accounts.models.identity import Identity
from accounts.models.user import User

__all__ = ["Author", "AuthorPass", "Avatar", "Book", "Identity", "User"]
