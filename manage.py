#!/usr/bin/env python
"""Django's command line for Byline."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as bad:
        sys.exit(str(bad))  # it says what mends it; the way to where it was found would only bury that


if __name__ == "__main__":
    main()
