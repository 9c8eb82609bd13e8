"""Large numbers are written as the language writes them."""

import pytest
from django.template import Context, Template
from django.utils import translation


def shown(text, **values):
    template = Template("{% load prakerja_courses %}" + text)
    return template.render(Context(values))


@pytest.mark.parametrize(
    ("language", "text"), [("id", "2.002 kursus"), ("en", "2,002 courses")]
)
def test_a_thousand_courses_are_counted_with_a_separator(language, text):
    with translation.override(language):
        assert shown("{{ number|courses_counted }}", number=2002) == text


def test_one_course_is_one_course():
    with translation.override("en"):
        assert shown("{{ number|courses_counted }}", number=1) == "1 course"


def test_a_choice_of_a_filter_counts_with_a_separator():
    facet = '{% include "prakerja_courses/components/facet.html" %}'
    option = {"value": "video", "label": "Video", "count": 12345, "selected": False}
    facts = {"name": "format", "label": "Format", "options": [option]}
    assert ">12.345</span>" in shown(facet, facet=facts)
