"""Static files as they are served: hashed names, compressed ahead, and one stylesheet where we write ten."""

import re
from collections.abc import Iterator
from pathlib import Path

from whitenoise.storage import CompressedManifestStaticFilesStorage

BUNDLE = "css/site.css"
IMPORT = re.compile(r'@import url\("([\w-]+\.css)"\);')


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Puts what the bundle imports in its place when files are collected: ten requests become one.

    Straight from the source, as in tests, the imports do the same.
    """

    def post_process(self, paths: dict, dry_run: bool = False, **options: object) -> Iterator:
        if BUNDLE in paths and not dry_run:
            bundle = Path(self.path(BUNDLE))
            whole = IMPORT.sub(lambda found: (bundle.parent / found[1]).read_text(), bundle.read_text())
            bundle.write_text(whole)
            paths[BUNDLE] = (self, BUNDLE)
        yield from super().post_process(paths, dry_run, **options)
