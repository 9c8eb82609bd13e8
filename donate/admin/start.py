"""The books on the start page of the admin: where they stand, and what waits."""

from dataclasses import dataclass

from django.urls import reverse
from wagtail.admin.ui.components import Component

from ..health.kept import last_look
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
        look = last_look(books.book, request.user)
        return {
            "statement": books,
            "month": this_month(books.main),
            "waiting": list(waiting(look.rows)),
            "looked_at": look.at,
            "csrf_token": parent_context["csrf_token"],
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


def waiting(rows):
    """What the cash health found; only what the reader may also open."""
    for row in rows:
        yield Waiting(row.found.what, row.found.url or reverse(HEALTH))
