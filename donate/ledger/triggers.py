"""The guards as triggers, on SQLite and PostgreSQL: installed, lifted, proven present.

SQLite drops the triggers of a table that a migration makes anew, and cannot rename a
table while a trigger names one that is missing. So a migration that changes a ledger
table begins with ``RunPython(lift_in_migration)``; ``post_migrate`` installs again.
"""

# Every name put into SQL here is a constant of ``guards``.
# ruff: noqa: S608

from collections.abc import Callable
from typing import Any, ClassVar, Protocol

from django.db import connections

from .guards import ENTRY, LINE, TABLES, Guard, guards

TIMING_AND_EVENT = {"INSERT": 4, "DELETE": 8, "UPDATE": 16, "TRUNCATE": 32}


class Spelling(Protocol):
    """How one database writes a guard down."""

    INSTALLED: ClassVar[str]
    SETTLE: ClassVar[list[str]]

    def text(self, guard: Guard) -> str:
        """What ``INSTALLED`` finds in the database while the guard stands."""

    def create(self, guard: Guard) -> list[str]: ...

    def drop(self, guard: Guard) -> list[str]: ...


class SQLite:
    INSTALLED: ClassVar[str] = (
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    )
    SETTLE: ClassVar[list[str]] = []

    def text(self, guard: Guard) -> str:
        refusals = "\n".join(
            f"  SELECT RAISE(ABORT, '{guard.name}: {message}') WHERE {condition};"
            for message, condition in guard.refusals.items()
        )
        return (
            f"CREATE TRIGGER {guard.name} BEFORE {guard.event} ON {guard.table} "
            f"FOR EACH ROW BEGIN\n{refusals}\nEND"
        ).replace("IS NOT DISTINCT FROM", "IS")

    def create(self, guard: Guard) -> list[str]:
        return [self.text(guard)]

    def drop(self, guard: Guard) -> list[str]:
        return [f"DROP TRIGGER IF EXISTS {guard.name}"]


class PostgreSQL:
    """No setting of a session turns a trigger off, or shows it other tables.

    Hence ALWAYS, and a search path of its own: a temporary table called like one of
    the books would otherwise be looked into instead.
    """

    # tgtype holds row or statement, timing and event in its bits.
    INSTALLED: ClassVar[str] = (
        "SELECT t.tgname, t.tgrelid::regclass || ' ' || t.tgtype || p.prosrc "
        "FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid "
        "JOIN pg_class c ON c.oid = t.tgrelid "
        "WHERE t.tgenabled = 'A' AND t.tgqual IS NULL AND t.tgattr::text = '' "
        "AND pg_table_is_visible(t.tgrelid) AND p.proconfig = "
        "ARRAY['search_path=' || c.relnamespace::regnamespace || ', pg_temp']"
    )
    # A table with foreign keys still to be checked takes no other change.
    SETTLE: ClassVar[list[str]] = [
        "SET CONSTRAINTS ALL IMMEDIATE",
        "SET CONSTRAINTS ALL DEFERRED",
    ]

    def text(self, guard: Guard) -> str:
        row = 0 if guard.event == "TRUNCATE" else 1
        before = 2
        kind = row + before + TIMING_AND_EVENT[guard.event]
        return f"{guard.table} {kind}{self._body(guard)}"

    def create(self, guard: Guard) -> list[str]:
        each = "STATEMENT" if guard.event == "TRUNCATE" else "ROW"
        return [
            f"CREATE OR REPLACE FUNCTION {guard.name}() RETURNS trigger "
            f"LANGUAGE plpgsql AS $guard${self._body(guard)}$guard$",
            self._pin(guard),
            f"CREATE TRIGGER {guard.name} BEFORE {guard.event} ON {guard.table} "
            f"FOR EACH {each} EXECUTE FUNCTION {guard.name}()",
            f"ALTER TABLE {guard.table} ENABLE ALWAYS TRIGGER {guard.name}",
        ]

    def drop(self, guard: Guard) -> list[str]:
        return [f"DROP TRIGGER IF EXISTS {guard.name} ON {guard.table}"]

    def _body(self, guard: Guard) -> str:
        refusals = "".join(
            f"  IF {condition} THEN\n    RAISE EXCEPTION '{guard.name}: {message}' "
            "USING ERRCODE = 'restrict_violation';\n  END IF;\n"
            for message, condition in guard.refusals.items()
        )
        result = "OLD" if guard.event == "DELETE" else "NEW"
        return f"\nBEGIN\n{self._turn(guard)}{refusals}  RETURN {result};\nEND\n"

    def _pin(self, guard: Guard) -> str:
        """Let the function see the schema of its table first, whatever that is."""
        return (
            f"DO $pin$BEGIN EXECUTE (SELECT 'ALTER FUNCTION {guard.name}() "
            "SET search_path = ' || relnamespace::regnamespace || ', pg_temp' "
            f"FROM pg_class WHERE oid = '{guard.table}'::regclass); END$pin$"
        )

    def _turn(self, guard: Guard) -> str:
        """Sessions writing parts of one entry take turns, and so see each other."""
        column = {ENTRY: "id", LINE: "entry_id"}.get(guard.table)
        if guard.event != "INSERT" or column is None:
            return ""
        return f"  PERFORM pg_advisory_xact_lock(hashtext(NEW.{column}::text));\n"


SPELLINGS: dict[str, Spelling] = {"sqlite": SQLite(), "postgresql": PostgreSQL()}


def install(connection: Any) -> None:
    """Make every trigger that is missing or altered; absent tables are left out."""
    _run(connection, missing(connection), lambda s, g: [*s.drop(g), *s.create(g)])


def lift(connection: Any) -> None:
    """Take every trigger away, also amid a transaction that has written."""
    _run(connection, _guards(connection), lambda s, g: s.drop(g))


def missing(connection: Any) -> list[Guard]:
    """Return the guards whose trigger is not there exactly as written here."""
    wanted = _guards(connection)
    if not wanted:
        return []
    spelling = SPELLINGS[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(spelling.INSTALLED)
        installed = dict(cursor.fetchall())
    return [g for g in wanted if installed.get(g.name) != spelling.text(g)]


def install_in_migration(apps: Any, schema_editor: Any) -> None:
    install(schema_editor.connection)


def lift_in_migration(apps: Any, schema_editor: Any) -> None:
    lift(schema_editor.connection)


def install_after_migrate(using: str, **kwargs: Any) -> None:
    install(connections[using])


def _guards(connection: Any) -> list[Guard]:
    if connection.vendor not in SPELLINGS:
        return []
    tables = set(TABLES) & set(connection.introspection.table_names())
    return [guard for guard in guards(connection.vendor) if guard.table in tables]


def _run(
    connection: Any,
    chosen: list[Guard],
    write: Callable[[Spelling, Guard], list[str]],
) -> None:
    if not chosen:
        return
    spelling = SPELLINGS[connection.vendor]
    statements = [statement for g in chosen for statement in write(spelling, g)]
    with connection.cursor() as cursor:
        for statement in (*spelling.SETTLE, *statements):
            # No parameters: a percent sign in a condition stays one.
            cursor.execute(statement, None)
