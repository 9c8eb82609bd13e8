"""Proof documents: what may be kept, and where."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from ..models import EntryNote
from ..storage import NoStorage

LARGEST_PROOF = 10 * 1024 * 1024
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
    field = _field()
    name = field.generate_filename(None, f"proof.{proof_type(file) or 'bin'}")
    return StoredProof(field.storage.save(name, file), proof_digest(file))


def _field() -> Any:
    return EntryNote._meta.get_field("proof")
