"""Results as a page shows them: what was looked for is marked where it was found."""

from dataclasses import dataclass

from courses.cards import Card
from courses.models import SearchText
from courses.searching.excerpts import Excerpt, excerpt, marked
from courses.searching.words import asked


@dataclass(frozen=True)
class Hit:
    """A course found; ``passage`` stands in its text or in one of its lessons."""

    card: Card
    title: str
    summary: str
    passage: Excerpt | None


def hits(listing, query):
    """The cards of one page of results with their words marked, in order of rank."""
    stems = asked(query)
    ids = [card.row.pk for card in listing.cards]
    rows = SearchText.objects.filter(pk__in=ids)
    passages = dict(rows.values_list("pk", "passages")) if ids else {}
    return [hit(card, passages.get(card.row.pk, ()), stems) for card in listing.cards]


def hit(card, passages, stems):
    summary = marked(card.summary, stems)
    passage = None if "<mark>" in summary else excerpt(passages, stems)
    return Hit(card, marked(card.title, stems), summary, passage)
