"""Results as a page shows them: what was looked for is marked where it was found."""

from dataclasses import dataclass, replace
from functools import reduce
from operator import or_

from django.db.models import Q
from wagtail.models import Page

from courses.catalogue import public
from courses.models import SearchText
from courses.searching.excerpts import Excerpt, excerpt, marked
from courses.searching.words import asked
from courses.showing.cards import Card


@dataclass(frozen=True)
class Hit:
    """A course found; ``passage`` stands in its text or in one of its lessons."""

    card: Card
    title: str
    summary: str
    passage: Excerpt | None = None


def hits(listing, query, request):
    """The cards of one page of results with their words marked, in order of rank."""
    stems = asked(query)
    found = [hit(card, stems) for card in listing.cards]
    silent = [each.card.row.pk for each in found if "<mark>" not in each.summary]
    passages = passages_of(silent, stems, request) if silent else {}
    return [replace(each, passage=passages.get(each.card.row.pk)) for each in found]


def hit(card, stems):
    return Hit(card, marked(card.title, stems), marked(card.summary, stems))


def passages_of(ids, stems, request):
    """What to show of the texts that have the words, by course.

    The pages say once more what may be read: a text is put away a moment later.
    """
    having = reduce(or_, (Q(body__contains=stem) for stem in stems), Q(pk__in=[]))
    rows = SearchText.objects.filter(having, pk__in=ids)
    texts = rows.values_list("pk", "passages")
    found = {pk: excerpt(passages, stems) for pk, passages in texts}
    found = {pk: each for pk, each in found.items() if each}
    shown = Page.objects.filter(pk__in=[each.page_id for each in found.values()])
    still_open = set(public(shown, request).values_list("pk", flat=True))
    return {pk: each for pk, each in found.items() if each.page_id in still_open}
