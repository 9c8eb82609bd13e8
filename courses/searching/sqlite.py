"""The search index on SQLite: an FTS5 table that triggers keep like its source."""

from django.db import DatabaseError, connection, transaction

INDEX = "prakerja_courses_searchindex"
SOURCE = "prakerja_courses_searchtext"
COLUMNS = ("title", "words", "names", "summary", "body")
WEIGHTS = (10, 0, 5, 4, 1)
SEARCHED = "title names summary body"

_columns = ", ".join(COLUMNS)
_new, _old = (", ".join(f"{row}.{name}" for name in COLUMNS) for row in ("new", "old"))
_into = f"INSERT INTO {INDEX}"
_add = f"{_into}(rowid, {_columns}) VALUES (new.page_id, {_new});"
_remove = f"{_into}({INDEX}, rowid, {_columns}) VALUES ('delete', old.page_id, {_old});"
STATEMENTS = (
    f"CREATE VIRTUAL TABLE IF NOT EXISTS {INDEX} USING fts5({_columns}, "
    f"content='{SOURCE}', content_rowid='page_id', prefix='2 3')",
    f"CREATE TRIGGER IF NOT EXISTS {INDEX}_insert AFTER INSERT ON {SOURCE} "
    f"BEGIN {_add} END",
    f"CREATE TRIGGER IF NOT EXISTS {INDEX}_delete AFTER DELETE ON {SOURCE} "
    f"BEGIN {_remove} END",
    f"CREATE TRIGGER IF NOT EXISTS {INDEX}_update AFTER UPDATE ON {SOURCE} "
    f"BEGIN {_remove} {_add} END",
)
# What was written while it had no triggers, or was damaged, it reads anew.
REBUILD = (f"{_into}({INDEX}) VALUES ('rebuild')",)


def matching(stems):
    """The ids of texts with all of these stems."""
    return having(all_of(stems))


def ranked(stems, number, *, in_titles=False):
    """The best ids, best first; ``in_titles`` looks at no more than those."""
    query = all_of(stems, "title" if in_titles else SEARCHED)
    weights = ", ".join(map(str, WEIGHTS))
    sql = (
        f"SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH %s "  # noqa: S608
        f"ORDER BY bm25({INDEX}, {weights}), rowid DESC LIMIT %s"
    )
    return [row[0] for row in every(sql, query, number)]


def beginning(words):
    """Ids of titles with these words, of which the last may be unfinished."""
    *whole, last = words
    parts = [*map(quoted, whole), f"{quoted(last)} *"]
    query = f"words : ({' AND '.join(parts)})"
    return having(query)


def having(query):
    sql = f"SELECT group_concat(rowid) FROM {INDEX} WHERE {INDEX} MATCH %s"  # noqa: S608
    return split(one(sql, query))


def is_whole():
    """Whether the index holds just what its source does."""
    check = f"{_into}({INDEX}, rank) VALUES ('integrity-check', 1)"
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(check)
    except DatabaseError:
        return False
    return True


def all_of(stems, columns=SEARCHED):
    return f"{{{columns}}} : ({' AND '.join(map(quoted, stems))})"


def quoted(word):
    return '"' + word.replace('"', '""') + '"'


def one(sql, *values):
    return every(sql, *values)[0][0]


def every(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def split(ids):
    return map(int, ids.split(",")) if ids else ()
