"""How long a search takes among 10,000 posts, also for a word in every one of them: `python -m tests.bench.search`.

Prints milliseconds, best and median of twenty; the bound it is held against is 50 ms.
"""

import os
import random
import statistics
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from search.models import Document  # noqa: E402

POSTS, WORDS = 10_000, 300


def fill() -> None:
    chance = random.Random(1)
    words = ["".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=chance.randint(3, 9))) for _each in range(20_000)]
    with transaction.atomic():
        for key in range(POSTS):
            text = " ".join([*chance.choices(words, k=WORDS), "everywhere"])
            Document.objects.put("post", key, path=f"/{key}/", title=words[key], text=text, at=timezone.now())


def measure(query: str) -> None:
    times = []
    for _round in range(20):
        start = time.perf_counter()
        hits = Document.objects.find(query, kinds=["post", "author", "book"])
        times.append((time.perf_counter() - start) * 1000)
    print(f"{query:24} {len(hits):3} hits  best {min(times):6.1f} ms  median {statistics.median(times):6.1f} ms")


def main() -> None:
    connection.creation.create_test_db(verbosity=0)
    try:
        call_command("migrate", verbosity=0)
        fill()
        connection.cursor().execute("ANALYZE")  # as autovacuum does within a minute
        for query in ("everywhere", "every", "e", '"everywhere"', "everywhere nothing", "nowhere"):
            measure(query)
    finally:
        connection.creation.destroy_test_db("", verbosity=0)


if __name__ == "__main__":
    main()
