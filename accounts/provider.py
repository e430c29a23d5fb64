"""The providers that allauth finds here: it asks every app for a module of this name."""

from accounts.providers.facebook import Facebook
from accounts.providers.google import Google
from accounts.providers.openid import OpenIDConnect
from accounts.providers.x import X

provider_classes = [Google, X, Facebook, OpenIDConnect]
