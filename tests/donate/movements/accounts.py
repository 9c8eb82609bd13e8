"""What the books and the sandbox say of the same money."""

from django.db.models import Sum

from donate.models import JournalLine


def booked(code):
    """The sum of an account, in minor units."""
    lines = JournalLine.objects.filter(account__code=code)
    return lines.aggregate(total=Sum("amount_minor"))["total"] or 0


def held(account, currency="idr"):
    """What the sandbox really holds."""
    return sum(part[currency] for part in account.balances().values())


def agrees(account, currency="idr"):
    return booked(f"assets:stripe:{currency}") == held(account, currency)
