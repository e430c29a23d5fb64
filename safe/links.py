"""Links that are somebody's key: what stands in them was put there by us, and nobody can make another like it.

Only the key's owner and those who run the site can know one. The database does not hold it: it is made of a number
there and the site's SECRET_KEY, so that a stolen copy of the database opens nothing.
"""

from django.core import signing


def token(kind: str, value: str) -> str:
    """What stands in the address: `value` and its signature. `kind` keeps one kind of link from opening another."""
    return signing.Signer(salt=f"link {kind}", sep=".").sign(value)


def opened(kind: str, token: str) -> str | None:
    """The value in a token that was made here for this kind of link; None for any other."""
    try:
        return signing.Signer(salt=f"link {kind}", sep=".").unsign(token)
    except signing.BadSignature:
        return None
