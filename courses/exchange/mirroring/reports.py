"""What a run did: a tally, and a line for every course somebody should look at."""

from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..errors import harmless

OUTCOMES = {
    "made": gettext_lazy("new"),
    "updated": gettext_lazy("brought up to date"),
    "unchanged": gettext_lazy("unchanged"),
    "waiting": gettext_lazy("waiting for an editor"),
    "removed": gettext_lazy("deleted here"),
    "gone": gettext_lazy("gone at the source"),
    "refused": gettext_lazy("not taken"),
}


class Report:
    def __init__(self, write=lambda line: None, step=lambda done: None):
        self.write = write
        self.step = step
        self.counts = Counter()

    def add(self, outcome, title, reason=""):
        self.counts[outcome] += 1
        if reason:
            line = _("“%(title)s”, %(outcome)s: %(reason)s") % {
                "title": title,
                "outcome": OUTCOMES[outcome],
                "reason": reason,
            }
            self.write(harmless(line))
        self.step(self.counts.total())

    def summary(self):
        found = [
            f"{self.counts[name]} {label}"
            for name, label in OUTCOMES.items()
            if self.counts[name]
        ]
        return ", ".join(found) or _("nothing new")
