"""The books against the truth: each movement booked once, as it was, and no other."""

from collections import Counter, defaultdict

from donate.ledger import accounts
from donate.ledger.verifying import verify
from donate.models import (
    Donation,
    JournalEntry,
    Movement,
    ProviderBalance,
    ProviderEvent,
    RefundRequest,
    Subscription,
)
from donate.sandbox.monthly import RUNNING
from donate.sandbox.truth import disputes, given_back, movements, times_paid

from .reaper import Child

#: Where the other side of a movement is booked. A new kind is one more line.
SIDES = {
    "charge": accounts.DONATIONS,
    "refund": accounts.REFUNDS,
    "refund_failure": accounts.REFUNDS,
    "adjustment": accounts.DISPUTES,
    "payout": accounts.IN_TRANSIT,
    "payout_failure": accounts.IN_TRANSIT,
}
OVER = (Donation.State.BOOKED, Donation.State.EXPIRED, Donation.State.FAILED)


def differences(store, stopped=()):
    """Say everything that is not as it should be; nothing if all is well.

    ``stopped``: the promises whose donors were told that they are ended.
    """
    return [
        *money(store),
        *gifts(store),
        *returns(store),
        *promises(store, stopped),
        *asked_back(store),
        *account(),
        *events(),
        *(str(problem) for problem in verify()),
    ]


def money(store):
    booked = {entry.source_key: lines(entry) for entry in entries()}
    truth = {f"stripe:{one.id}": sides(one) for one in movements(store)}
    for key in sorted(truth.keys() | booked.keys()):
        if truth.get(key) != booked.get(key):
            yield f"{key}: moved {truth.get(key)}, booked {booked.get(key)}"


def entries():
    return JournalEntry.objects.prefetch_related("lines__account")


def lines(entry):
    return {
        (line.account.code, line.currency): line.amount_minor
        for line in entry.lines.all()
    }


def sides(movement):
    currency = movement.currency
    found = {
        (f"assets:stripe:{currency.lower()}", currency): movement.net,
        ("expenses:fees", currency): movement.fee,
        (SIDES[movement.kind], currency): -movement.gross,
    }
    return {place: amount for place, amount in found.items() if amount}


def gifts(store):
    paid = times_paid(store)
    for donation in Donation.objects.all():
        times = paid.pop(str(donation.public_id), 0)
        right = Donation.State.BOOKED if times else donation.state
        if donation.state != right or donation.state not in OVER:
            yield f"{donation} is {donation.state}, paid {times} times"
        if (times > 1) != donation.problem.startswith("twice"):
            yield f"{donation} was paid {times} times, problem {donation.problem!r}"
    for reference in paid:
        yield f"{reference} was paid and nobody knows it"


def returns(store):
    """What went back to each donor, and how the donors' banks see it."""
    back, seen = given_back(store), disputes(store)
    for donation in Donation.objects.all():
        reference = str(donation.public_id)
        if donation.refunded_minor != back[reference]:
            yield f"{donation}: {donation.refunded_minor} of {back[reference]} returned"
        if donation.dispute != seen.get(reference, ""):
            yield f"{donation}: dispute {donation.dispute!r}, {seen.get(reference)!r}"


def promises(store, stopped):
    """What is charged every month, and nothing more once a donor has said stop."""
    for promise in Subscription.objects.exclude(object_id=None):
        there = store.get(promise.object_id)["status"]
        if promise.is_running != (there in RUNNING):
            yield f"{promise} is {promise.state}, there {there}"
        if promise.is_running and str(promise.public_id) in stopped:
            yield f"{promise} was to be stopped and goes on"
    known = set(Subscription.objects.values_list("object_id", flat=True))
    for unknown in store.of_kind("subscription"):
        if unknown["status"] in RUNNING and unknown["id"] not in known:
            yield f"{unknown['id']} charges a donor and nobody knows it"


def asked_back(store):
    """A refund that was asked for is over, and was made once or not at all."""
    made = defaultdict(list)
    for refund in store.of_kind("refund"):
        made[refund["metadata"].get("refund")].append(refund["status"])
    for request in RefundRequest.objects.all():
        there = made[str(request.uid)]
        if len(there) > 1 or (request.state == "done") != (there == ["succeeded"]):
            yield f"{request} is {request.state}, there {there}"
        if request.closed_at is None:
            yield f"{request} is {request.state}"


def account():
    """Nothing of the provider's account is left unexplained."""
    for movement in Movement.objects.needing_attention():
        yield f"{movement} is {movement.state}: {movement.problem}"
    for balance in ProviderBalance.objects.all():
        if balance.drift:
            yield f"{balance} drifts by {balance.drift}"


def events():
    open_states = (ProviderEvent.State.RECEIVED, ProviderEvent.State.FAILED)
    for event in ProviderEvent.objects.filter(state__in=open_states):
        yield f"{event} ({event.type}) is {event.state}: {event.error}"
    kept = Counter(ProviderEvent.objects.values_list("event_id", flat=True))
    for event_id, rows in kept.items():
        if rows > 1:
            yield f"{event_id} is kept {rows} times"


def verdict(database, store, stopped=()):
    return Child(database).start(differences, store, stopped).wait()
