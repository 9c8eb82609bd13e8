"""The search index on PostgreSQL: text vectors beside their source, under GIN."""

from django.db import connection

SOURCE = "prakerja_courses_searchtext"
PARTS = {"title": "A", "names": "B", "summary": "C", "body": "D"}
WEIGHTS = "{0.1, 0.4, 0.5, 1.0}"

_weighed = " || ".join(
    f"setweight(to_tsvector('simple', {name}), '{weight}')"
    for name, weight in PARTS.items()
)
STATEMENTS = (
    # Long texts apart from their rows: a common word visits every row.
    f"ALTER TABLE {SOURCE} SET (toast_tuple_target = 128)",
    *(
        f"ALTER TABLE {SOURCE} ADD COLUMN IF NOT EXISTS {name} tsvector "
        f"GENERATED ALWAYS AS ({expression}) STORED"
        for name, expression in (
            ("vector", _weighed),
            ("title_vector", "to_tsvector('simple', title)"),
            ("words_vector", "to_tsvector('simple', words)"),
        )
    ),
    *(
        f"CREATE INDEX IF NOT EXISTS {SOURCE}_{name} ON {SOURCE} USING gin ({name}) "
        "WITH (fastupdate = off)"
        for name in ("vector", "title_vector", "words_vector")
    ),
    # Always along the index: the planner takes reading every vector for cheap, because
    # it counts the rows alone; 0.5 s at 100,000 courses instead of 26 ms.
    f"CREATE OR REPLACE FUNCTION {SOURCE}_matching(query tsquery) RETURNS text "  # noqa: S608
    "LANGUAGE sql STABLE SET enable_seqscan TO off AS $$ "
    f"SELECT string_agg(page_id::text, ',') FROM {SOURCE} WHERE vector @@ query $$",
)


def matching(stems):
    """The ids of texts with all of these stems."""
    sql = f"SELECT {SOURCE}_matching(to_tsquery('simple', %s))"
    found = every(sql, all_of(stems))[0][0]
    return map(int, found.split(",")) if found else ()


def ranked(stems, number, *, in_titles=False):
    """The best ids, best first; ``in_titles`` looks at no more than those."""
    vector = "title_vector" if in_titles else "vector"
    sql = (
        f"SELECT page_id FROM {SOURCE}, to_tsquery('simple', %s) query "  # noqa: S608
        f"WHERE {vector} @@ query "
        f"ORDER BY ts_rank('{WEIGHTS}', {vector}, query, 1) DESC, page_id DESC LIMIT %s"
    )
    return [row[0] for row in every(sql, all_of(stems), number)]


def beginning(words):
    """Ids of titles with these words, of which the last may be unfinished."""
    query = f"{all_of(words)}:*"
    sql = (
        f"SELECT page_id FROM {SOURCE} "  # noqa: S608
        "WHERE words_vector @@ to_tsquery('simple', %s)"
    )
    return [row[0] for row in every(sql, query)]


def is_whole():
    """The database computes the vectors itself."""
    return True


def all_of(words):
    return " & ".join(map(quoted, words))


def quoted(word):
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def every(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()
