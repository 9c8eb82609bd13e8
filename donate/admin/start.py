"""The books on the start page of the admin: where they stand, and what waits."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component

from ..ledger.books import active_book
from ..ledger.figures import Month
from ..ledger.statements import statement
from ..models import Book, Donation, ProviderEvent, TransparencyPage
from .bank import reading as bank_reading
from .columns import STYLES
from .forms import today
from .policies import entry_policy
from .refunds.waiting import waiting as refunds_waiting


@dataclass(frozen=True)
class Waiting:
    """Something that needs a person, and where it is."""

    text: str
    url: str


class BooksPanel(Component):
    name = "books"
    template_name = "prakerja_donate/admin/start.html"
    order = 50

    class Media:
        css = STYLES

    def get_context_data(self, parent_context):
        request = parent_context["request"]
        books = statement(active_book())
        return {
            "statement": books,
            "month": this_month(books.main),
            "waiting": list(waiting(request.user, books.book)),
            "may_record": entry_policy.user_has_permission(request.user, "add"),
            "public_url": public_url(request),
        }


def this_month(currency):
    first_day = today().replace(day=1)
    for month in currency.months:
        if month.first_day == first_day:
            return month
    return Month(currency.currency, first_day=first_day)


def public_url(request):
    page = TransparencyPage.objects.live().order_by("pk").first()
    return page.get_url(request) if page else None


def waiting(user, book):
    """Say only what the reader may also open."""
    if user.has_perm("prakerja_donate.view_donation"):
        yield from waiting_gifts(book)
    if user.has_perm("prakerja_donate.view_providerevent"):
        yield from waiting_events(book)
    if user.has_perm("prakerja_donate.view_bankrow"):
        yield from (Waiting(*one) for one in bank_reading.waiting(book))
    yield from (Waiting(*one) for one in refunds_waiting(user, book))


def waiting_gifts(book):
    counts = Donation.objects.filter(book=book).aggregate(
        stuck=Count("pk", ~Q(problem="")),
        unbooked=Count("pk", Q(state=Donation.State.PAID)),
    )
    stuck, unbooked = counts["stuck"], counts["unbooked"]
    if stuck:
        text = ngettext(
            "%(number)s gift needs a person: something about it does not fit.",
            "%(number)s gifts need a person: something about them does not fit.",
            stuck,
        )
        url = address("donations", attention="true", book=book)
        yield Waiting(text % {"number": stuck}, url)
    if unbooked:
        text = ngettext(
            "%(number)s gift has arrived and is not booked yet. It is, once the "
            "payment service has told its fee, mostly within a day.",
            "%(number)s gifts have arrived and are not booked yet. They are, once the "
            "payment service has told its fees, mostly within a day.",
            unbooked,
        )
        url = address("donations", state=Donation.State.PAID, book=book)
        yield Waiting(text % {"number": unbooked}, url)


def waiting_events(book):
    events = ProviderEvent.objects.needing_attention()
    number = events.filter(livemode=book == Book.Name.LIVE).count()
    if number:
        text = ngettext(
            "%(number)s message of a payment service could not be dealt with.",
            "%(number)s messages of a payment service could not be dealt with.",
            number,
        )
        url = address("events", attention="true", book=book)
        yield Waiting(text % {"number": number}, url)


def address(name, **query):
    return f"{reverse(f'prakerja_donate_{name}:index')}?{urlencode(query)}"
