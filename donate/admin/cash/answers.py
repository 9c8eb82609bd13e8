"""What the forms say where a second person is needed."""

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from ...approving.deciding import kept_proof
from ...approving.thresholds import limit_of, needs_second_person
from ...models import PendingEntry


def asked(request, pending):
    """Say that it waits, and show it."""
    if pending.is_waiting:
        messages.success(
            request, _("Not booked yet: it waits for somebody else to approve it.")
        )
    return redirect(reverse("prakerja_donate_pending:inspect", args=[pending.pk]))


def needs_approval(amount):
    """Why a second person is needed for it; "" if none is."""
    if not needs_second_person(amount):
        return ""
    most = limit_of(amount.currency)
    if most is None:
        return _("A second person has to approve this before it is booked.")
    return _(
        "This is more than %(most)s, so a second person has to approve it before it "
        "is booked."
    ) % {"most": most}


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
