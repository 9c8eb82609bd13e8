"""What one visitor's answer must not be another's for."""

import pytest
from django.test import RequestFactory

from prakerja_cms.page_cache import cache_key


def key(path="/", **meta):
    request = RequestFactory().get(path, **meta)
    request.public_generation = 1
    return cache_key(request)


@pytest.mark.parametrize(
    "other",
    [
        {"HTTP_HOST": "lain.example"},
        {"wsgi.url_scheme": "https"},
        {"path": "/?page=2"},
        {"HTTP_ACCEPT_ENCODING": "br, gzip"},
        {"HTTP_SAVE_DATA": "on"},
    ],
    ids=str,
)
def test_an_answer_is_kept_apart_from_that_to(other, settings):
    settings.ALLOWED_HOSTS = ["*"]
    assert key() == key()
    assert key(**other) != key()
