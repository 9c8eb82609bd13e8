"""The demo, to begin with: loaded once for all tests about it."""

import io

from django.core.management import call_command
from django.test import override_settings

from home.setup import setup_site

TOLD = []  # what loading said


def build_demo():
    setup_site()
    TOLD.append(run())


def run():
    out = io.StringIO()
    with override_settings(DEBUG=True):
        call_command("load_demo", stdout=out)
    return out.getvalue()
