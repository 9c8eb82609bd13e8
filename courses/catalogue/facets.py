"""How many courses each choice of a list leaves."""

from dataclasses import dataclass
from heapq import nlargest

from django.utils.text import capfirst

from .filters import together
from .kinds import KINDS

MOST_NAMED = 12


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    count: int
    selected: bool


@dataclass(frozen=True)
class Facet:
    """One group of choices with what each of them leaves."""

    name: str
    label: str
    options: list[Option]

    @property
    def active(self):
        return any(option.selected for option in self.options)

    @property
    def worth_showing(self):
        """A single choice that everything shares narrows nothing."""
        fewest = 0 if KINDS[self.name].demands else 1
        return self.active or len(self.options) > fewest


def facets(filters, snapshot, scope, names=tuple(KINDS)):
    """Each facet with what its choices leave, its own choice left out.

    A demand is counted on top of the other demands made.
    """
    everything = filters.selected(snapshot, scope)
    found = []
    for name in names:
        chosen = filters.chosen.get(name, {})
        base = everything
        if chosen:
            base = filters.selected(snapshot, scope, leave_out=name)
        counts = counted(KINDS[name], snapshot, base, chosen)
        options = options_of(KINDS[name], counts, chosen, filters.links)
        found.append(Facet(name, KINDS[name].label, options))
    return [facet for facet in found if facet.worth_showing]


def counted(kind, snapshot, base, chosen):
    """The number of courses of ``base`` by term, without those that leave none."""
    if kind.demands and chosen:
        return {
            term: demanded(kind, term, snapshot, base, chosen)
            for term in snapshot.values(kind.name)
        }
    return {
        term: snapshot.under(term).intersection_cardinality(base)
        for term in snapshot.values(kind.name)
    }


def demanded(kind, term, snapshot, base, chosen):
    others = [other for other in chosen.values() if other != term]
    if others:
        base = base & together(kind, others, snapshot)
    return snapshot.under(term).intersection_cardinality(base)


def options_of(kind, counts, chosen, links):
    """Those that leave something, the commonest first where they have no order."""
    terms = [term for term, count in counts.items() if count]
    if kind.source is not None:
        terms = nlargest(MOST_NAMED, terms, key=lambda term: (counts[term], term))
    terms += [term for term in chosen.values() if term not in terms]
    labels = kind.labels(terms, links) if terms else {}
    made = set(chosen.values())
    return [
        Option(value, capfirst(str(label)), counts.get(term, 0), term in made)
        for term, (value, label) in in_order(kind, terms, labels)
    ]


def in_order(kind, terms, labels):
    order = terms
    if kind.source is None:
        order = [
            kind.term(value)
            for value, _text in kind.choices
            if kind.term(value) in terms
        ]
    return [(term, labels[term]) for term in order if term in labels]
