"""Proof documents: what may be kept, and where."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.core import signing
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from ..models import EntryNote
from ..storage import NoStorage
from .errors import ProofLost

LARGEST_PROOF = 10 * 1024 * 1024
# Where documents wait whose entry is not confirmed yet, and how long.
WAITING = "donate/waiting/"
KEPT = timedelta(days=1)
SALT = "donate.proof"
SIGNATURES = {
    "pdf": re.compile(rb"%PDF-"),
    "jpg": re.compile(rb"\xff\xd8\xff"),
    "png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    "webp": re.compile(rb"RIFF.{4}WEBP", re.DOTALL),
}
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
}


@dataclass(frozen=True)
class KeptProof:
    """A document in private storage already; ``label`` is the name it came with."""

    name: str
    sha256: str
    label: str

    def __str__(self) -> str:
        return self.label

    @classmethod
    def read(cls, token: str) -> "KeptProof | None":
        """Take a token that was given out here; None for all else."""
        try:
            return cls(*signing.loads(token, salt=SALT))
        except signing.BadSignature:
            return None

    @property
    def token(self) -> str:
        return signing.dumps(astuple(self), salt=SALT)

    def exists(self) -> bool:
        return bool(_field().storage.exists(self.name))

    def open(self) -> Any:
        try:
            return _field().storage.open(self.name)
        except FileNotFoundError:
            raise ProofLost(f"{self.name} is gone") from None

    def forget(self) -> None:
        """Delete what waited; a document of an entry stays."""
        if self.name.startswith(WAITING):
            _field().storage.delete(self.name)


@dataclass(frozen=True)
class StoredProof:
    """Where a proof went and what it contains; both empty without one."""

    name: str = ""
    sha256: str = ""

    @contextmanager
    def removed_on_error(self) -> Iterator[None]:
        """Take the file away again if the entry it proves was not booked."""
        try:
            yield
        except BaseException:
            if self.name:
                _field().storage.delete(self.name)
            raise


def proofs_are_kept() -> bool:
    """False where the host has no private storage."""
    return not isinstance(_field().storage, NoStorage)


def proof_type(file: Any) -> str:
    """Return ``pdf``, ``jpg``, ``png`` or ``webp`` by content; "" for all else."""
    file.seek(0)
    head = file.read(16)
    file.seek(0)
    return next((kind for kind, fits in SIGNATURES.items() if fits.match(head)), "")


def proof_check(file: Any) -> None:
    """Raise ValidationError, in words for the treasurer, if it cannot be kept."""
    if file.size > LARGEST_PROOF:
        raise ValidationError(
            _("This file is %(size)s; the most is %(most)s. Scan it smaller.")
            % {
                "size": filesizeformat(file.size),
                "most": filesizeformat(LARGEST_PROOF),
            }
        )
    if not proof_type(file):
        raise ValidationError(
            _(
                "This file is not a PDF, JPEG, PNG or WebP, whatever its name says. "
                "Save it as one of these and try again."
            )
        )


def proof_digest(file: Any) -> str:
    """Return the SHA-256 of the content; "" where there is no file."""
    if not file:
        return ""
    if isinstance(file, KeptProof):
        return file.sha256
    file.seek(0)
    hashed = sha256()
    for chunk in file.chunks():
        hashed.update(chunk)
    file.seek(0)
    return hashed.hexdigest()


def proof_store(file: Any) -> StoredProof:
    """Keep ``file``, if there is one, in private storage under a random name."""
    if not file:
        return StoredProof()
    if isinstance(file, KeptProof):
        with file.open() as kept:
            return proof_store(kept)
    field = _field()
    name = field.generate_filename(None, f"proof.{proof_type(file) or 'bin'}")
    return StoredProof(field.storage.save(name, file), proof_digest(file))


def proof_keep(file: Any) -> KeptProof:
    """Keep an upload until its entry is confirmed; ValidationError if it is none."""
    proof_check(file)
    name = f"{WAITING}{get_random_string(32)}.{proof_type(file)}"
    return KeptProof(_field().storage.save(name, file), proof_digest(file), file.name)


def kept_prune() -> int:
    """Delete the documents of entries that nobody confirmed."""
    storage, deleted = _field().storage, 0
    for name in _waiting(storage):
        if storage.get_modified_time(name) < timezone.now() - KEPT:
            storage.delete(name)
            deleted += 1
    return deleted


def _waiting(storage: Any) -> list[str]:
    try:
        return [f"{WAITING}{name}" for name in storage.listdir(WAITING)[1]]
    except FileNotFoundError:
        return []


def _field() -> Any:
    return EntryNote._meta.get_field("proof")
