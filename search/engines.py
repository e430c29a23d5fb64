"""The two databases' own full-text search, behind one interface. Both are given words already folded and parted.

SQLite: FTS5, ranked by bm25, with indexes of beginnings of one to three letters.
PostgreSQL: a tsvector under a GIN index, ranked by ts_rank.
In both a word in a title weighs ten times one in a text, and one in a byline five times.
"""

from collections.abc import Iterable
from typing import Any, Protocol

from search.words import Term

type Cursor = Any
COMMENT = "comment"  # the kind that stands within a post, and is found only while the post is
IS_PUBLIC = """AND (d.within IS NULL OR EXISTS (
                SELECT 1 FROM search_document post WHERE post.kind = 'post' AND post.key = d.within))"""
RANKED = 1000  # of the hits, the newest, are compared on PostgreSQL, which has to unpack each one's vector
COLUMNS = "d.kind, d.path, d.title, d.byline, d.text, d.at"


class Engine(Protocol):
    create: str
    remove: str

    def put(self, cursor: Cursor, key: int, title: str, byline: str, text: str) -> None: ...
    def drop(self, cursor: Cursor, keys: Iterable[int]) -> None: ...
    def find(self, cursor: Cursor, terms: list[Term], kinds: list[str], most: int, after: int) -> list[tuple]: ...


class Fts5:
    create = """CREATE VIRTUAL TABLE search_index USING fts5(
        title, byline, text, tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3')"""
    remove = "DROP TABLE search_index"

    def put(self, cursor: Cursor, key: int, title: str, byline: str, text: str) -> None:
        self.drop(cursor, [key])
        insert = "INSERT INTO search_index (rowid, title, byline, text) VALUES (%s, %s, %s, %s)"
        cursor.execute(insert, [key, title, byline, text])

    def drop(self, cursor: Cursor, keys: Iterable[int]) -> None:
        cursor.executemany("DELETE FROM search_index WHERE rowid = %s", [[key] for key in keys])

    def find(self, cursor: Cursor, terms: list[Term], kinds: list[str], most: int, after: int) -> list[tuple]:
        match = " ".join(f'"{" ".join(term.words)}"{"*" if term.is_prefix else ""}' for term in terms)
        marks = ", ".join(["%s"] * len(kinds))
        statement = f"""
            SELECT {COLUMNS} FROM search_index JOIN search_document d ON d.id = search_index.rowid
            WHERE search_index MATCH %s AND search_index.rank MATCH 'bm25(10.0, 5.0, 1.0)' AND d.kind IN ({marks})
            {_only_public(kinds)}
            ORDER BY search_index.rank LIMIT %s OFFSET %s"""  # noqa: S608  nothing of the query is put in
        cursor.execute(statement, [match, *kinds, most, after])
        return cursor.fetchall()


class Tsvector:
    create = """ALTER TABLE search_document ADD COLUMN vector tsvector;
        CREATE INDEX search_vector ON search_document USING gin (vector) WITH (fastupdate = off)"""
    remove = "ALTER TABLE search_document DROP COLUMN vector"

    def put(self, cursor: Cursor, key: int, title: str, byline: str, text: str) -> None:
        update = """UPDATE search_document SET vector = setweight(to_tsvector('simple', %s), 'A')
            || setweight(to_tsvector('simple', %s), 'B') || setweight(to_tsvector('simple', %s), 'D') WHERE id = %s"""
        cursor.execute(update, [title, byline, text[:900_000], key])  # a tsvector holds a megabyte at most

    def drop(self, cursor: Cursor, keys: Iterable[int]) -> None:
        """The vector goes with its row."""

    def find(self, cursor: Cursor, terms: list[Term], kinds: list[str], most: int, after: int) -> list[tuple]:
        match = " & ".join(f"({' <-> '.join(term.words)}{':*' if term.is_prefix else ''})" for term in terms)
        statement = f"""
            SELECT {COLUMNS} FROM (
                SELECT d.id, d.vector FROM search_document d
                WHERE d.vector @@ to_tsquery('simple', %s) AND d.kind = ANY(%s) {_only_public(kinds)}
                ORDER BY d.at DESC LIMIT {RANKED}
            ) AS newest JOIN search_document d USING (id)
            ORDER BY ts_rank('{{0.1, 0.1, 0.5, 1.0}}', newest.vector, to_tsquery('simple', %s)) DESC, d.at DESC
            LIMIT %s OFFSET %s"""  # noqa: S608  nothing of the query is put in
        cursor.execute(statement, [match, kinds, match, most, after])
        return cursor.fetchall()


def _only_public(kinds: list[str]) -> str:
    """The condition on what stands within a post, where anything asked for can: it is paid for row by row."""
    return IS_PUBLIC if COMMENT in kinds else ""


ENGINES: dict[str, Engine] = {"sqlite": Fts5(), "postgresql": Tsvector()}
