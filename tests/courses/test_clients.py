"""Forwarded headers are believed from the host's own proxies and nobody else."""

import pytest
from django.test import RequestFactory

from courses.clients import client_address


def request(address="203.0.113.7", **headers):
    return RequestFactory().post("/lapor/", REMOTE_ADDR=address, headers=headers)


@pytest.mark.parametrize(
    ("remote", "forwarded", "address"),
    [
        ("203.0.113.7", "", "203.0.113.7"),
        ("203.0.113.7", "1.2.3.4", "203.0.113.7"),
        ("10.0.0.1", "1.2.3.4", "1.2.3.4"),
        ("10.0.0.1", "9.9.9.9, 1.2.3.4", "1.2.3.4"),
        ("10.0.0.1", "9.9.9.9, 1.2.3.4, 10.0.0.2", "1.2.3.4"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("", "1.2.3.4", ""),
        ("10.0.0.1", "garbage", "garbage"),
        ("::ffff:10.0.0.1", "1.2.3.4", "1.2.3.4"),
        ("10.0.0.1", "1.2.3.4, ::ffff:10.0.0.2", "1.2.3.4"),
    ],
)
def test_only_own_proxies_are_believed(settings, remote, forwarded, address):
    settings.TRUSTED_PROXIES = ["10.0.0.0/8"]
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    assert client_address(request(remote, **headers)) == address


def test_a_proxy_behind_a_socket_is_believed_when_it_is_named(settings):
    settings.TRUSTED_PROXIES = ["unix"]
    behind = request("", **{"X-Forwarded-For": "1.2.3.4"})
    assert client_address(behind) == "1.2.3.4"
    assert client_address(request()) == "203.0.113.7"
