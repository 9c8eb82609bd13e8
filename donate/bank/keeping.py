"""What is kept of a bank's files, where, and for how long."""

import logging
from dataclasses import astuple, dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from django.core import signing
from django.core.files.base import ContentFile
from django.db import transaction
from django.dispatch import receiver
from django.utils import timezone
from django.utils.crypto import get_random_string

from .. import conf
from ..models import BankImport, BankRow, Donation
from ..models.ledger import private_storage
from ..signals import donor_erased
from .deciding import rows_reopen
from .matching import rows_due, rows_match

logger = logging.getLogger(__name__)
# Where files wait that nobody has confirmed yet, and how long.
WAITING = "donate/bank-waiting/"
KEPT = timedelta(days=1)
SALT = "donate.bank"


@dataclass(frozen=True)
class WaitingFile:
    """An upload in private storage; its token goes to the preview and comes back."""

    name: str
    label: str
    account_id: int

    @classmethod
    def keep(cls, content: bytes, label: str, account_id: int) -> "WaitingFile":
        name = f"{WAITING}{get_random_string(32)}.csv"
        name = private_storage().save(name, ContentFile(content))
        return cls(name, label, account_id)

    @classmethod
    def read(cls, token: str) -> "WaitingFile | None":
        """Take a token that was given out here; None for all else."""
        try:
            return cls(*signing.loads(token, salt=SALT))
        except (signing.BadSignature, TypeError):
            return None

    @property
    def token(self) -> str:
        return signing.dumps(astuple(self), salt=SALT)

    def content(self) -> bytes | None:
        """Return the file; None if it waited too long."""
        try:
            with private_storage().open(self.name) as file:
                return bytes(file.read())
        except FileNotFoundError:
            return None

    def forget(self) -> None:
        private_storage().delete(self.name)


def bank_tick() -> None:
    """Match or reopen what has changed since, and delete what is kept too long."""
    try:
        rows_reopen()
        rows_match(rows_due())
    except Exception:
        logger.exception("bank rows")
    waiting_prune()
    files_prune()
    texts_prune()


def waiting_prune() -> int:
    storage, deleted = private_storage(), 0
    for name in waiting_names(storage):
        if storage.get_modified_time(name) < timezone.now() - KEPT:
            storage.delete(name)
            deleted += 1
    return deleted


def waiting_names(storage: Any) -> list[str]:
    try:
        return [f"{WAITING}{name}" for name in storage.listdir(WAITING)[1]]
    except FileNotFoundError:
        return []


def files_prune() -> int:
    """Delete the files themselves; what was read of them stays."""
    limit = timezone.now() - timedelta(days=conf.get("BANK_FILE_DAYS"))
    old = BankImport.objects.filter(made_at__lt=limit).exclude(file="")
    for statement in old:
        statement.file.delete(save=False)
        BankImport.objects.filter(pk=statement.pk).update(file="")
    return len(old)


def texts_prune() -> int:
    """Empty texts of what is decided: they name people. Open rows still need theirs."""
    limit = timezone.now() - timedelta(days=conf.get("BANK_TEXT_DAYS"))
    old = BankRow.objects.filter(decided_at__lt=limit)
    return texts_empty(
        old.exclude(state__in=[BankRow.State.NEW, BankRow.State.ON_HOLD])
    )


@receiver(donor_erased)
def donor_forget(sender: Any, donation: Donation, **kwargs: Any) -> None:
    texts_erase(donation)


@transaction.atomic
def texts_erase(donation: Donation) -> int:
    """Forget what the bank said of a donor; the file it came in is deleted, too."""
    rows = BankRow.objects.filter(donation=donation)
    told_in = BankImport.objects.filter(rows__in=rows).exclude(file="").distinct()
    for statement in told_in:
        delete = partial(private_storage().delete, str(statement.file))
        BankImport.objects.filter(pk=statement.pk).update(file="")
        transaction.on_commit(delete)
    return texts_empty(rows)


def texts_empty(rows: Any) -> int:
    """The key stays, so that the same movement is known again."""
    return int(rows.exclude(text="").update(text="", erased_at=timezone.now()))
