"""A run's report in figures, and the rows that somebody should look at."""

from collections import Counter

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from ..reports import LABELS
from ..runs.states import State

MOST_SHOWN = 200
FIGURES = {
    "existing": _("on the site already"),
    "unchanged": _("imported before"),
    "merged": _("repeat an earlier row"),
    "conflicting": _("repeat an earlier row, but differ"),
    "rejected": _("cannot be imported"),
}
MADE = _("drafts made")
NEW = _("new courses")
DELETED = _("drafts deleted")
KEPT = _("drafts kept")


class Summary:
    def __init__(self, run):
        self.run = run

    @cached_property
    def counts(self):
        return Counter(entry["outcome"] for entry in self.run.report)

    @property
    def new(self):
        return self.counts["made"]

    @property
    def existing(self):
        return self.counts["existing"]

    @property
    def importable(self):
        return self.new + self.existing

    @property
    def figures(self):
        yield from self.drafts()
        for outcome, label in FIGURES.items():
            yield self.counts[outcome], label
        flagged = sum(self.is_flagged(entry) for entry in self.run.report)
        yield flagged, _("to be looked at once more")

    def drafts(self):
        if self.run.state == State.UNDONE:
            yield self.counts["undone"], DELETED
            yield len(self.run.kept), KEPT
        else:
            yield self.new, NEW if self.run.state == State.CHECKED else MADE

    @cached_property
    def attention(self):
        """Rows with something to say, the worst first."""
        found = [entry for entry in self.run.report if entry["reason"]]
        return sorted(found, key=lambda entry: ORDER.index(entry["outcome"]))

    @property
    def shown(self):
        for entry in self.attention[:MOST_SHOWN]:
            yield {**entry, "label": label_of(entry)}

    @property
    def hidden(self):
        return max(len(self.attention) - MOST_SHOWN, 0)

    @staticmethod
    def is_flagged(entry):
        return entry["outcome"] == "made" and bool(entry["reason"])


ORDER = (
    "rejected", "conflicting", "existing", "made", "merged", "unchanged", "undone"
)  # fmt: skip


def label_of(entry):
    return _("flagged") if Summary.is_flagged(entry) else LABELS[entry["outcome"]]
