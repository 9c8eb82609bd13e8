import pytest

from .bounds import AUDITS, CATEGORIES, complaints, medians, missed

pytestmark = pytest.mark.nodatabase


def report(shift=0.0, **scores):
    """What Lighthouse says of a page without a fault, but for what is given."""
    found = {**dict.fromkeys(CATEGORIES, 1), **scores}
    audits = {key: {"numericValue": 40, "score": 1, "title": key} for key in AUDITS}
    audits["cumulative-layout-shift"]["numericValue"] = shift
    audits["meta-description"] = {"score": found["seo"], "title": "No description"}
    categories = {
        key: {"score": score, "auditRefs": []} for key, score in found.items()
    }
    categories["seo"]["auditRefs"] = [{"id": "meta-description", "weight": 1}]
    return {"audits": audits, "categories": categories}


def test_a_page_without_a_fault_misses_no_bound():
    assert missed(medians([report()])) == []
    assert complaints(report()) == []


def test_one_slow_run_of_three_is_forgiven():
    assert missed(medians([report(), report(performance=0.5), report()])) == []


@pytest.mark.parametrize(
    ("fault", "bound"),
    [
        ({"performance": 0.97}, "performance"),
        ({"accessibility": 0.99}, "accessibility"),
        ({"shift": 0.021}, "cumulative-layout-shift"),
    ],
)
def test_a_fault_in_two_runs_of_three_is_named(fault, bound):
    assert missed(medians([report(), report(**fault), report(**fault)])) == [bound]


def test_what_costs_points_is_said():
    assert complaints(report(seo=0)) == ["No description"]
