"""Fingerprints of pages change with what an editor writes, and with nothing else."""

import json

import pytest

from courses.digests import as_written, page_digest, words_digest
from courses.models import LessonPage

pytestmark = pytest.mark.django_db


def test_a_field_that_a_release_adds_is_no_edit():
    before = [{"type": "text", "value": {"text": "Halo"}, "id": "a"}]
    after = [
        {
            "type": "text",
            "value": {"text": "Halo", "note": "", "wide": False, "links": []},
            "id": "b",
        }
    ]
    assert as_written(before) == as_written(after)


def test_what_is_ticked_or_counted_is_written():
    assert as_written({"right": True}) != as_written({"right": False})
    assert as_written({"minutes": 0}) != as_written({"minutes": None})


def test_the_order_in_which_a_database_gives_it_back_is_no_edit():
    def lesson(value):
        blocks = [{"type": "document", "value": value}]
        return LessonPage(title="Kas", body=json.dumps(blocks))

    one = lesson({"document": 1, "title": "Lembar kas"})
    assert page_digest(one) == page_digest(
        lesson({"title": "Lembar kas", "document": 1})
    )


def test_the_keys_of_paragraphs_are_no_words():
    def lesson(key):
        html = f'<p data-block-key="{key}">Tulis “data-block-key”.</p>'
        return LessonPage(title="Kas", body=[("text", html)])

    one, other = lesson("a1b2c"), lesson("x9y8z")
    assert page_digest(one) != page_digest(other)
    assert words_digest(one) == words_digest(other)
    assert words_digest(one) != words_digest(LessonPage(title="Kas"))
