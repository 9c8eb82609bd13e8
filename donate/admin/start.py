"""The books on the start page of the admin: where they stand, and what waits."""

from dataclasses import dataclass

from django.urls import reverse
from wagtail.admin.ui.components import Component

from ..health import Scope, rows
from ..ledger.books import active_book
from ..ledger.figures import Month
from ..ledger.statements import statement
from ..models import TransparencyPage
from .columns import STYLES
from .forms import today
from .policies import entry_policy

HEALTH = "prakerja_donate_health:index"


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
    """What the cash health finds; only what the reader may also open."""
    for row in rows(Scope(book), user):
        yield Waiting(row.found.what, row.found.url or reverse(HEALTH))
