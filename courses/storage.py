"""Where files wait that nobody outside may open yet."""

from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import Storage, storages


def private_storage():
    """The host's ``private`` storage; never its default one, which is public."""
    return storages["private"] if "private" in storages.backends else NoStorage()


class NoStorage(Storage):
    """Stand in for a storage that is missing; empty, and takes nothing."""

    def exists(self, name):
        return False

    def delete(self, name):
        """There is nothing to delete."""

    def _open(self, name, mode="rb"):
        raise FileNotFoundError(name)

    def _save(self, name, content):
        raise ImproperlyConfigured(
            "Files handed in need a storage of their own: STORAGES has no “private”."
        )
