"""Where nothing is kept, because the host has no place that the public cannot reach."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import Storage


class NoStorage(Storage):
    """Stand in for a storage that is missing; empty, and takes nothing."""

    def exists(self, name: str) -> bool:
        return False

    def delete(self, name: str) -> None:
        """There is nothing to delete."""

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        return [], []

    def _open(self, name: str, mode: str = "rb") -> Any:
        raise FileNotFoundError(name)

    def _save(self, name: str, content: Any) -> str:
        raise ImproperlyConfigured(
            "Proof documents need a storage of their own: STORAGES has no “private”."
        )
