"""The books themselves: whether they were checked, closed and proved."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta

from django.db.models import Max, Prefetch
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from ..days import day_words, moment_words
from ..ledger.hashing import local_date
from ..ledger.proofs import proofs_are_kept
from ..ledger.statements import cash_change
from ..models import Book, JournalEntry, JournalLine, LedgerCheck
from ..months.calendar import first_open_day, months_over
from .places import listed, one
from .registry import SHOWN, Found, Item, Level, Scope, check, several
from .unproved import unproved

OLD = timedelta(days=2)
WITH_ACCOUNTS = Prefetch(
    "lines", queryset=JournalLine.objects.select_related("account")
)


@check(
    "check",
    level=Level.WRONG,
    blocks=True,
    why=_("Only a fresh check shows that nobody has changed a booked entry."),
    todo=_(
        "Check the books now. If it finds something, ask whoever runs the server for "
        "the output of donate_verify and close no month until then."
    ),
)
def last_check(scope: Scope) -> Iterator[Found]:
    head = scope.head
    if head is None or not head.last_seq:
        return
    checked: LedgerCheck | None = getattr(head, "check_result", None)
    if words := check_words(checked, scope, head):
        yield Found(words, fixes=("verify",))


def check_words(checked: LedgerCheck | None, scope: Scope, head: Book) -> str:
    """What is wrong with the last check; "" if nothing is."""
    if checked is None:
        return gettext("The books have not been checked yet.")
    facts = {"when": moment_words(checked.checked_at), "number": checked.problem_count}
    if checked.problem_count:
        words = ngettext(
            "The check of %(when)s found %(number)s problem.",
            "The check of %(when)s found %(number)s problems.",
            checked.problem_count,
        )
        return words % facts
    if checked.checked_at < scope.now - OLD:
        return gettext("The books were last checked on %(when)s.") % facts
    if scope.month and checked.last_seq < last_of(scope):
        return gettext("Entries of this month were booked after the last check.")
    return ""


def last_of(scope: Scope) -> int:
    entries = scope.days(JournalEntry.objects.filter(book=scope.book), "local_date")
    return int(entries.aggregate(last=Max("seq"))["last"] or 0)


@check(
    "signatures",
    level=Level.WAITING,
    always=True,
    why=_("Until somebody else has signed it, the month is not closed."),
    todo=_("Compare it with the statement of the bank, and sign it."),
    permission="change_preparedmonth",
)
def months_to_sign(scope: Scope) -> Iterator[Found]:
    """Nobody is asked to sign a month that they prepared themselves."""
    for month, prepared_by in scope.prepared.items():
        name = {"month": date_format(month, "YEAR_MONTH_FORMAT")}
        yield Found(
            gettext("%(month)s waits for your signature.") % name,
            month_url(month),
            spares=prepared_by,
        )


@check(
    "months",
    level=Level.WAITING,
    always=True,
    why=_("The public can check a month for good only once it is closed."),
    todo=_("Go through its list and prepare it; an approver signs."),
    permission="view_preparedmonth",
)
def open_months(scope: Scope) -> Iterator[Found]:
    first_day = scope.head.first_day if scope.head else None
    months = [each for each in months_over(first_day) if each not in scope.closed]
    if not months:
        return
    what = ngettext(
        "%(number)s month is over and not closed.",
        "%(number)s months are over and not closed.",
        len(months),
    )
    yield Found(
        what % {"number": len(months)},
        listed("months"),
        tuple(
            Item(month_label(month, scope.prepared), month_url(month))
            for month in months[:SHOWN]
        ),
        len(months),
    )


def month_label(month: date, prepared: Collection[date]) -> str:
    name = date_format(month, "YEAR_MONTH_FORMAT")
    if month not in prepared:
        return name
    return gettext("%(month)s, prepared and waiting for a signature") % {"month": name}


def month_url(month: date) -> str:
    return reverse("prakerja_donate_months:month", args=[month.year, month.month])


@check(
    "proofs",
    level=Level.WAITING,
    why=_("Nobody can check later what the money was spent on."),
    todo=_(
        "Open each one: on its page you add the receipt, also much later. Where there "
        "is none and never will be, say why there."
    ),
)
def unproved_costs(scope: Scope) -> Iterator[Found]:
    if not proofs_are_kept():
        return iter(())
    first, last = days_open(scope)
    costs = unproved().filter(book=scope.book, local_date__range=(first, last))
    return several(
        costs.order_by("seq").prefetch_related(WITH_ACCOUNTS),
        ngettext_lazy(
            "%(number)s cost has no proof document.",
            "%(number)s costs have no proof document.",
            "number",
        ),
        lambda entry: Item(
            described(entry), one("entries", entry.pk), entry.seq, ("seen",)
        ),
        listed(
            "entries",
            proof="missing",
            book=scope.book,
            local_date_from="" if first == date.min else first,
            local_date_to=last,
        ),
    )


def days_open(scope: Scope) -> tuple[date, date]:
    """The days of the month; of a whole book those that are not signed off."""
    if scope.month is not None:
        return scope.month, scope.following - timedelta(days=1)
    return first_open_day(scope.closed), local_date(scope.now)


def described(entry: JournalEntry) -> str:
    amounts = ", ".join(str(-money) for money in cash_change(entry))
    number = gettext("number %(number)s") % {"number": entry.seq}
    return f"{amounts} · {day_words(entry.local_date)} · {number}"
