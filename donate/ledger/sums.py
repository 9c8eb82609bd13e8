"""What each account took in each month, by kind and memo, read once.

What is booked never changes, so the sums of the first entries of a book never do. They
are kept in the cache, with the number and hash they go up to; only entries booked since
are read. Whatever the cache forgets or holds of another database is read again.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from django.core.cache import cache
from django.db.models import OuterRef, Subquery, Sum

from ..models import Account, BankImport, Book, JournalEntry, JournalLine
from .figures import AccountSum

# All is summed anew once a day, so that no mistake in what is kept lasts.
KEPT_SECONDS = 24 * 3600
Sums = Counter[tuple[date, int, str, str, str]]


def account_sums(head: Book) -> Iterator[AccountSum]:
    """Sum each account by month, currency, kind and memo, up to ``head``."""
    accounts = Account.objects.annotate(told=told_in(head)).in_bulk()
    for (month, account_id, currency, kind, memo), total in _up_to(head).items():
        # An account taken away by force is for donate_verify to tell.
        account = accounts.get(account_id) or Account()
        yield AccountSum(
            month,
            account.code,
            account.name,
            currency,
            total,
            kind,
            memo,
            told=getattr(account, "told", None),
        )


def told_in(head: Book) -> Subquery:
    """The newest day of which a bank statement told the balance of an account."""
    imports = BankImport.objects.filter(
        account__account=OuterRef("pk"), book=head, closing_minor__isnull=False
    )
    return Subquery(imports.order_by("-last_day").values("last_day")[:1])


def _up_to(head: Book) -> Sums:
    key = f"prakerja_donate.sums.2.{head.name}"
    sums: Sums
    seq, known_hash, sums = cache.get(key) or (0, "", Counter())
    if not _is_part_of(head, seq, known_hash):
        seq, sums = 0, Counter()
    if seq < head.last_seq:
        # A sum of zero stays: Counter's own "+" would drop all but the positive.
        sums.update(_between(head, seq))
        cache.set(key, (head.last_seq, head.last_hash, sums), KEPT_SECONDS)
    return sums


def _is_part_of(head: Book, seq: int, known_hash: str) -> bool:
    if seq >= head.last_seq:
        return (seq, known_hash) == (head.last_seq, head.last_hash)
    entries = JournalEntry.objects.filter(book=head, seq=seq, hash=known_hash)
    return seq > 0 and entries.exists()


def _between(head: Book, seq: int) -> Sums:
    """Add up by day in the database; SQLite calls Python to find each month."""
    rows = (
        JournalLine.objects.filter(
            entry__book=head, entry__seq__gt=seq, entry__seq__lte=head.last_seq
        )
        .order_by()
        .values_list(
            "entry__local_date",
            "account",
            "currency",
            "entry__kind",
            "entry__public_memo",
        )
        .annotate(total=Sum("amount_minor"))
    )
    sums: Sums = Counter()
    for day, account, currency, kind, memo, total in rows:
        sums[day.replace(day=1), account, currency, kind, memo] += int(total)
    return sums
