"""What an import did: a tally, and a line for every row somebody should look at."""

from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

OUTCOMES = {
    "made": gettext_lazy("made"),
    "unchanged": gettext_lazy("unchanged"),
    "merged": gettext_lazy("merged"),
    "conflicting": gettext_lazy("conflicting"),
    "rejected": gettext_lazy("rejected"),
}
FLAGGED = gettext_lazy("flagged")
# What only an import through the admin leaves out, or takes back.
LABELS = {
    **OUTCOMES,
    "existing": gettext_lazy("on the site already"),
    "undone": gettext_lazy("deleted"),
}
# Too many to say one by one, and nothing is lost by them.
QUIET = {"merged"}


class Report:
    """Every row has one outcome; a row that was made may be flagged as well."""

    def __init__(self, write=lambda line: None):
        self.write = write
        self.counts = Counter()

    @property
    def rows(self):
        return sum(self.counts[outcome] for outcome in OUTCOMES)

    def add(self, row, outcome, reason=""):
        self.counts[outcome] += 1
        if reason and outcome not in QUIET:
            self.tell(row, LABELS[outcome], reason)

    def flag(self, row, reasons):
        if reasons:
            self.counts["flagged"] += 1
            self.tell(row, FLAGGED, "; ".join(reasons))

    def tell(self, row, label, reason):
        self.write(
            _("Row %(number)s, %(outcome)s: %(reason)s")
            % {"number": row.number, "outcome": label, "reason": reason}
        )

    def summary(self):
        labels = {**OUTCOMES, "flagged": FLAGGED}
        return ", ".join(f"{self.counts[key]} {label}" for key, label in labels.items())
