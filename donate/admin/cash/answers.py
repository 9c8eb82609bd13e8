"""What the forms say where a second person is needed."""

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from ... import conf
from ...approving.deciding import kept_proof
from ...approving.thresholds import needs_second_person
from ...models import PendingEntry
from ...money import Money


def asked(request, pending):
    """Say that it waits, and show it."""
    if pending.is_waiting:
        messages.success(
            request, _("Not booked yet: it waits for somebody else to approve it.")
        )
    return redirect(reverse("prakerja_donate_pending:inspect", args=[pending.pk]))


def needs_approval(amount):
    """The largest amount that needs none, if this one does; None otherwise."""
    if not needs_second_person(amount):
        return None
    return Money.of(conf.get("FOUR_EYES_ABOVE")[amount.currency], amount.currency)


def typed_before(request):
    """What a refused entry said, for the form; {} if none is named."""
    named = request.GET.get("pending", "")
    if not named.isdecimal() or len(named) > 18:
        return {}
    refused = PendingEntry.objects.filter(
        state=PendingEntry.State.REFUSED, action=PendingEntry.Action.RECORD
    )
    pending = get_object_or_404(refused, pk=int(named))
    proof = kept_proof(pending)
    return {
        "purpose": pending.purpose,
        "day": pending.day,
        "amount": str(pending.amount).lstrip("Rp"),
        "account": pending.account_id,
        "text": pending.text,
        "slot": pending.slot_id,
        "kept": proof.token if proof else "",
    }
