"""Refunds that wait for the reader, on the start page."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import ngettext

from ...models import RefundRequest

State = RefundRequest.State


def waiting(user, book):
    """Say what the reader can do about, and where: pairs of words and address."""
    address = f"{reverse('prakerja_donate_refunds:index')}?attention=true&book={book}"
    if not user.has_perm("prakerja_donate.view_refundrequest"):
        return
    counts = counted(user, book)
    if counts["asked"] and user.has_perm("prakerja_donate.approve_refundrequest"):
        words = ngettext(
            "%(number)s refund waits for you to agree.",
            "%(number)s refunds wait for you to agree.",
            counts["asked"],
        )
        yield words % {"number": counts["asked"]}, address
    if counts["to_pay"] and user.has_perm("prakerja_donate.add_refundrequest"):
        words = ngettext(
            "%(number)s refund has to be transferred by hand.",
            "%(number)s refunds have to be transferred by hand.",
            counts["to_pay"],
        )
        yield words % {"number": counts["to_pay"]}, address


def counted(user, book):
    asked = Q(state=State.ASKED) & ~Q(asked_by=user)
    to_pay = Q(state=State.READY, provider="")
    return RefundRequest.objects.filter(donation__book=book).aggregate(
        asked=Count("pk", asked), to_pay=Count("pk", to_pay)
    )
