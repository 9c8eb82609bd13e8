"""A movement at a provider, kept as it was told and booked once.

Every kind of movement is booked in the same shape: what the balance gained or lost, the
fee, and one account that says what for.
"""

from collections import Counter
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import override

from ..exchange import exchange_kept
from ..gateways.base import BalanceFact, Role
from ..ledger import accounts
from ..ledger.errors import PostingError, SourceKeyConflict
from ..ledger.posting import Line, entry_post
from ..models import Book, Donation, JournalEntry, Movement
from ..money import Money

Kind = JournalEntry.Kind
BOOKED_AS = {
    Role.GIFT: (Kind.DONATION, accounts.DONATIONS),
    Role.REFUND: (Kind.REFUND, accounts.REFUNDS),
    Role.DISPUTE: (Kind.DISPUTE, accounts.DISPUTES),
    Role.FEE: (Kind.FEE, accounts.FEES),
    Role.PAYOUT: (Kind.PAYOUT, accounts.IN_TRANSIT),
}
TOLD_ONCE = ("role", "amount_minor", "fee_minor", "net_minor", "currency")


def movement_keep(provider: str, book: str, fact: BalanceFact) -> Movement:
    """Write down what was told, once; what is told otherwise later is a problem."""
    told = verbatim(fact)
    movement, created = Movement.objects.get_or_create(
        provider=provider,
        livemode=book == Book.Name.LIVE,
        object_id=fact.id,
        defaults=told,
    )
    if not created:
        changes_note(movement, told)
    return movement


def changes_note(movement: Movement, told: dict[str, Any]) -> None:
    changed = [name for name in TOLD_ONCE if getattr(movement, name) != told[name]]
    was_changed = movement.problem.startswith(Movement.Problem.CHANGED)
    if bool(changed) == was_changed:
        return
    words = ", ".join(f"{name} {told[name]}" for name in changed)
    movement.problem = f"{Movement.Problem.CHANGED}: {words}"[:200] if changed else ""
    Movement.objects.filter(pk=movement.pk).update(problem=movement.problem)


def verbatim(fact: BalanceFact) -> dict[str, Any]:
    charged = fact.charged
    return {
        "role": str(fact.role),
        "type": fact.type,
        "category": fact.category,
        "source_id": fact.source_id,
        "payment_id": fact.payment_ids[0] if fact.payment_ids else "",
        "amount_minor": fact.gross.amount_minor,
        "fee_minor": fact.fee.amount_minor,
        "net_minor": fact.net.amount_minor,
        "currency": fact.net.currency,
        "fee_details": list(fact.fee_details),
        "exchange_rate": fact.exchange_rate,
        "charged_minor": charged.amount_minor if charged else None,
        "charged_currency": charged.currency if charged else "",
        "occurred_at": fact.occurred_at,
        "available_on": fact.available_on,
    }


def check_same(movement: Movement, fact: BalanceFact) -> None:
    told = verbatim(fact)
    if any(getattr(movement, name) != told[name] for name in TOLD_ONCE):
        raise SourceKeyConflict(f"{fact.id} was told before with other amounts")


def check_gift(movement: Movement, donation: Donation) -> None:
    asked = Money(donation.amount_minor, donation.currency)
    moved = Money(movement.amount_minor, movement.currency)
    if moved.currency == asked.currency and moved != asked:
        raise PostingError(f"{movement.object_id} moved {moved}, not {asked}")


@transaction.atomic
def movement_book(movement: Movement, donation: Donation | None = None) -> JournalEntry:
    """Post a movement's one entry; again returns the same."""
    movement_lock(movement)
    if movement.entry is not None:
        return movement.entry
    kind, _account = BOOKED_AS[Role(movement.role)]
    movement.entry = entry_post(
        book=book_of(movement.livemode),
        kind=kind,
        occurred_at=movement.occurred_at,
        source_key=f"{movement.provider}:{movement.object_id}",
        lines=lines_of(movement),
        public_memo=memo_of(movement),
        donation=donation,
        note_text=exchange_note(movement),
    )
    movement.donation = donation
    movement.state, movement.problem = Movement.State.BOOKED, ""
    movement.save(update_fields=["entry", "donation", "state", "problem"])
    return movement.entry


def movement_lock(movement: Movement) -> None:
    """Take the row for this transaction and read it again.

    A write takes the lock on every database; on SQLite FOR UPDATE does nothing.
    """
    Movement.objects.filter(pk=movement.pk).update(state=F("state"))
    movement.refresh_from_db()


def lines_of(movement: Movement) -> list[Line]:
    sides: Counter[str] = Counter()
    sides[stripe_account(movement.currency)] += movement.net_minor
    sides[chart_account(accounts.FEES)] += movement.fee_minor
    _kind, account = BOOKED_AS[Role(movement.role)]
    sides[chart_account(account)] -= movement.amount_minor
    return [Line(code, side, movement.currency) for code, side in sides.items() if side]


def memo_of(movement: Movement) -> str:
    is_gift = movement.role == Role.GIFT
    return str(JournalEntry.Memo.CARD_GIFT if is_gift else JournalEntry.Memo.NONE)


def exchange_note(movement: Movement) -> str:
    """Keep what the donor's side moved and the rate where it changed the money."""
    if movement.exchange_rate is None or movement.charged_minor is None:
        return ""
    charged = Money(movement.charged_minor, movement.charged_currency)
    moved = Money(movement.amount_minor, movement.currency)
    return exchange_kept(charged, moved, movement.exchange_rate)


def stripe_account(currency: str) -> str:
    code = accounts.stripe_account(currency)
    return accounts.account_ensure(code, f"Stripe, {currency}", currency).code


def chart_account(code: str) -> str:
    """Make an account of the chart where nobody has installed it yet."""
    with override(None):
        name, currency = accounts.CHART[code]
        return accounts.account_ensure(code, str(name), currency).code


def book_of(livemode: bool) -> str:
    return str(Book.Name.LIVE if livemode else Book.Name.TEST)
