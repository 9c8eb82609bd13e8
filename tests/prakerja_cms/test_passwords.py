"""Choosing a password, the first one or a new one."""

import pytest
from django.contrib.auth.tokens import default_token_generator
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from tests.courses.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client, home):
    """Where the link of an invitation ends."""
    user = UserFactory()
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    token = default_token_generator.make_token(user)
    link = f"/admin/password_reset/confirm/{uid}/{token}/"
    return client.get(link, follow=True, headers={"Accept-Language": "id"})


def test_nobody_is_told_to_reset_what_they_choose(page):
    text = page.content.decode()
    assert "Save the password" in text or "Simpan" in text
    assert "Atur ulang" not in text


def test_the_rules_are_told_as_people_say_them(page):
    text = page.content.decode()
    assert "Jangan hanya angka." in text
    assert "numerik" not in text


def test_a_link_that_was_used_offers_a_new_one(client, home):
    text = client.get("/admin/password_reset/confirm/MQ/used/").content.decode()
    assert "/admin/password_reset/" in text
    assert "new_password1" not in text
