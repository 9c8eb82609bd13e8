"""Databases that already hold what many tests begin with.

A site with its categories, groups and review takes most of a second to put up. So it
is put up once, in a copy of the empty database; every test that begins with it runs
there, in a transaction that is rolled back like any other.
"""

import functools

from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.utils.translation import override

STANDING = set()  # functions whose work the present test finds done


def begins_with(*builders):
    """Declare what a fixture finds put up, by functions without arguments.

    A fixture on top of another names the other's functions first. A test that really
    commits runs in the empty database: there they are called for it alone.
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

    def enter(self, builders):
        if builders not in self.names:
            self.names[builders] = self.copy_and_put_up(builders)
        use_database(self.names[builders])
        STANDING.clear()
        STANDING.update(builders)

    def copy_and_put_up(self, builders):
        use_database(self.names[()])
        connection.close()
        suffix = str(len(self.names))
        connection.creation.clone_test_db(suffix, verbosity=0)
        copy = connection.creation.get_test_db_clone_settings(suffix)["NAME"]
        use_database(copy)
        STANDING.clear()
        with override(settings.LANGUAGE_CODE):
            put_up(builders)
        for cache in caches.all(initialized_only=True):
            cache.clear()
        return copy

    def remove(self):
        use_database(self.names[()])
        for suffix in range(1, len(self.names)):
            connection.creation.destroy_test_db(suffix=str(suffix), verbosity=0)


def use_database(name):
    if connection.settings_dict["NAME"] != name:
        connection.close()
        connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = name
