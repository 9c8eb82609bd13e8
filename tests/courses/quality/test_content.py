"""Texts as they are stored, whatever shape they have."""

import json

import pytest

from courses.models import CoursePage
from courses.quality.content import Content

pytestmark = pytest.mark.nodatabase


def content(*blocks):
    return Content.of(CoursePage(body=json.dumps(list(blocks))))


def test_texts_inside_an_accordion_are_read():
    items = [{"heading": "Satu", "text": '<p><a linktype="page" id="7">7</a></p>'}]
    read = content({"type": "accordion", "value": {"items": items}})
    assert read.linked("page") == {7}


def test_a_block_that_is_no_longer_known_is_passed_over():
    assert content({"type": "gone", "value": {"x": 1}}) == Content()


@pytest.mark.parametrize("kind", ["text", "image", "video", "accordion", "document"])
def test_an_empty_block_holds_nothing(kind):
    assert content({"type": kind, "value": None}) == Content()


def test_an_image_from_before_descriptions_shows_its_title():
    read = content({"type": "image", "value": {"image": 5, "caption": ""}})
    assert read.nameless_images == []


def test_a_new_page_without_text_holds_nothing():
    assert Content.of(CoursePage()) == Content()
