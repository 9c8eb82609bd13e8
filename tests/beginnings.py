"""Databases that already hold what many tests begin with.

A site with its categories, groups and review takes most of a second to put up. So it
is put up once, in a copy of the empty database; every test that begins with it runs
there, in a transaction that is rolled back like any other. A test that really commits
has a copy of that database for itself.
"""

import functools
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from django.conf import settings
from django.core.cache import caches
from django.db import connection, transaction
from django.utils.translation import override

from .indexing import indexed_once

STANDING = set()  # functions whose work the present test finds done


def begins_with(*builders):
    """Declare what a fixture finds put up, by functions without arguments.

    A fixture on top of another names the other's functions first.
    """

    def declare(fixture):
        @functools.wraps(fixture)
        def put_up_first(*args, **kwargs):
            put_up(builders)
            return fixture(*args, **kwargs)

        put_up_first.builders = builders
        return put_up_first

    return declare


def put_up(builders):
    for build in builders:
        if build not in STANDING:
            build()
            STANDING.add(build)


def wanted(request):
    """The longest declaration among the fixtures of a test."""
    definitions = request._pyfuncitem._fixtureinfo.name2fixturedefs.values()
    declared = [getattr(found[-1].func, "builders", ()) for found in definitions]
    return max(declared, key=len, default=())


class Beginnings:
    """The databases of one process, by what was put up in them."""

    def __init__(self):
        self.names = {(): connection.settings_dict["NAME"]}
        self.numbers = count(1)

    def enter(self, builders):
        use_database(self.with_all(builders))
        STANDING.clear()
        STANDING.update(builders)

    @contextmanager
    def entered(self, builders, *, is_copy):
        """A copy is thrown away afterwards, whoever still has it open."""
        self.enter(builders)
        if not is_copy:
            yield
            return
        copy = self.copy_of(self.names[builders])
        use_database(copy)
        yield
        use_database(self.names[()])
        drop(copy)

    def with_all(self, builders):
        if builders not in self.names:
            self.names[builders] = self.copy_and_put_up(builders)
        return self.names[builders]

    def copy_and_put_up(self, builders):
        name = self.copy_of(self.names[()])
        use_database(name)
        STANDING.clear()
        with override(settings.LANGUAGE_CODE):
            for build in builders:
                with transaction.atomic(), indexed_once():
                    put_up([build])
        for cache in caches.all(initialized_only=True):
            cache.clear()
        return name

    def copy_of(self, name):
        use_database(name)
        connection.close()
        suffix = str(next(self.numbers))
        connection.creation.clone_test_db(suffix, verbosity=0)
        return connection.creation.get_test_db_clone_settings(suffix)["NAME"]

    def remove(self):
        use_database(self.names.pop(()))
        for name in self.names.values():
            drop(name)


def use_database(name):
    if connection.settings_dict["NAME"] != name:
        connection.close()
        connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = name


def drop(name):
    if connection.vendor == "sqlite":
        for ending in ("", "-wal", "-shm"):
            Path(f"{name}{ending}").unlink(missing_ok=True)
    else:
        with connection.creation._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
