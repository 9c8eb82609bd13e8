"""What a gift pays for, from real costs; for the pages of the host too.

Each takes the statement from the context if the page has one already.
"""

from decimal import Decimal

from django import template
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..ledger.books import active_book
from ..ledger.covering import running_costs
from ..ledger.statements import statement

register = template.Library()


@register.simple_tag(takes_context=True)
def monthly_costs(context):
    """What running the site costs a month (Money), or None before the first cost."""
    _books, costs = read_costs(context)
    return costs and costs.monthly


@register.simple_tag(takes_context=True)
def months_covered(context):
    """“3.4”: the months that what is left pays for, in the reader's notation, or ""."""
    books, costs = read_costs(context)
    if costs is None:
        return ""
    return in_months(costs.tenths_of_months(books.main.left))


@register.simple_tag(takes_context=True)
def pays_for(context, money):
    """“about 12 days of running costs” for a gift in rupiah, or ""."""
    _books, costs = read_costs(context)
    if costs is None or money.currency != costs.monthly.currency:
        return ""
    return words(costs.tenths_of_months(money), costs.days(money))


def read_costs(context):
    """Read the books once for a page."""
    known = context.render_context
    if "prakerja_costs" not in known:
        books = context.get("statement") or statement(active_book())
        costs = running_costs(books.main, timezone.localdate())
        known["prakerja_costs"] = (books, costs)
    return known["prakerja_costs"]


def in_months(tenths):
    return number_format(Decimal(tenths).scaleb(-1), decimal_pos=1)


def words(tenths, days):
    if tenths >= 10:
        number = in_months(tenths)
        return _("about %(number)s months of running costs") % {"number": number}
    if days >= 1:
        text = ngettext(
            "about %(number)s day of running costs",
            "about %(number)s days of running costs",
            days,
        )
        return text % {"number": days}
    return _("a part of one day's running costs")
