"""What a run did: a tally, and a line for every course somebody should look at."""

import re
from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

OUTCOMES = {
    "made": gettext_lazy("new"),
    "updated": gettext_lazy("brought up to date"),
    "unchanged": gettext_lazy("unchanged"),
    "waiting": gettext_lazy("waiting for an editor"),
    "removed": gettext_lazy("deleted here"),
    "gone": gettext_lazy("gone at the source"),
    "refused": gettext_lazy("not taken"),
}
# What another site wrote must not speak to the terminal, nor lead the eye astray.
CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


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
            self.write(CONTROLS.sub(" ", line))
        self.step(self.counts.total())

    def summary(self):
        found = [
            f"{self.counts[name]} {label}"
            for name, label in OUTCOMES.items()
            if self.counts[name]
        ]
        return ", ".join(found) or _("nothing new")
