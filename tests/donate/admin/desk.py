"""What a treasurer types, reads and presses."""

import re
import uuid
from html import unescape

from django.urls import reverse

from donate.models import Account

INDEX = "/admin/cash-book/"
NEW = "/admin/cash-book/new/"
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


def typed(**fields):
    bank = Account.objects.get(code="assets:bank:main")
    return {
        "nonce": uuid.uuid4(),
        "purpose": "ad_income:adsense",
        "day": "2026-05-12",
        "amount": "1.250.000",
        "account": bank.pk,
        "text": "AdSense April",
        **fields,
    }


def carried(response):
    """What a page without scripts sends on with its buttons."""
    return {name: unescape(value) for name, value in HIDDEN.findall(read(response))}


def record(client, form, **options):
    """Fill in the form, look at what it asks, and press "Record"."""
    asked = client.post(NEW, form)
    return client.post(NEW, {**carried(asked), "record": ""}, **options)


def errors(response):
    assert response.status_code == 200
    return response.context["form"].errors


def read(response):
    assert response.status_code == 200
    return response.content.decode()


def inspect(entry):
    return reverse("prakerja_donate_entries:inspect", args=[entry.pk])


def correct(entry):
    return reverse("prakerja_donate_entries:correct", args=[entry.pk])


def proof_of(entry):
    return reverse("prakerja_donate_entries:proof", args=[entry.pk])
