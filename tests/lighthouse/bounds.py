"""What a page has to reach on a phone, and the figures of a report."""

from statistics import median
from typing import NamedTuple


class Bound(NamedTuple):
    name: str
    least: float | None = None
    most: float | None = None
    unit: str = ""

    def is_met(self, value):
        if self.least is not None:
            return value >= self.least
        return value <= self.most

    def text(self):
        return f">= {self.least:g}" if self.least is not None else f"<= {self.most:g}"


CATEGORIES = {
    "performance": Bound("performance", least=98),
    "accessibility": Bound("accessibility", least=100),
    "best-practices": Bound("best practices", least=100),
    "seo": Bound("SEO", least=100),
}
AUDITS = {
    "largest-contentful-paint": Bound("LCP", most=1500, unit=" ms"),
    "cumulative-layout-shift": Bound("CLS", most=0.02),
    "total-blocking-time": Bound("TBT", most=50, unit=" ms"),
}
BOUNDS = {**CATEGORIES, **AUDITS}


def figures(report):
    """The bounded figures of one report, scores from 0 to 100."""
    scores = {key: 100 * report["categories"][key]["score"] for key in CATEGORIES}
    times = {key: report["audits"][key]["numericValue"] for key in AUDITS}
    return {key: round(value, 3) for key, value in (scores | times).items()}


def medians(reports):
    found = [figures(report) for report in reports]
    return {key: median(each[key] for each in found) for key in BOUNDS}


def missed(values):
    return [key for key, bound in BOUNDS.items() if not bound.is_met(values[key])]


def complaints(report):
    """Titles of the audits that cost points in a category that allows none."""
    audits = (report["audits"][name] for name in sorted(weighed(report)))
    return [audit["title"] for audit in audits if is_failed(audit)]


def weighed(report):
    return {
        reference["id"]
        for key, bound in CATEGORIES.items()
        if bound.least == 100
        for reference in report["categories"][key]["auditRefs"]
        if reference["weight"]
    }


def is_failed(audit):
    return audit["score"] is not None and audit["score"] < 1
