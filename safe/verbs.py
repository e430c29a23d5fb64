"""Marks a method that changes something, so that no template can call it."""

from collections.abc import Callable
from typing import Any


def verb[Method: Callable[..., Any]](method: Method) -> Method:
    """Decorator: what `alters_data = True` is to Django's templates."""
    method.alters_data = True  # type: ignore[attr-defined]
    return method
