"""Where the demo is not loaded, and what a failed load leaves."""

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from courses.models import Contributor, CoursePage
from home.demo_loader import load_demo, money
from home.setup import setup_site

pytestmark = pytest.mark.django_db


def test_it_refuses_a_real_site():
    setup_site()
    with pytest.raises(CommandError, match="DEBUG only"):
        call_command("load_demo")
    assert not get_user_model().objects.exists()


def test_it_asks_for_a_site_first(settings):
    settings.DEBUG = True
    with pytest.raises(CommandError, match="Run setup_site first"):
        call_command("load_demo")


def test_a_run_that_fails_leaves_nothing_behind(monkeypatch):
    def fail():
        raise RuntimeError("the machine stopped")

    setup_site()
    monkeypatch.setattr(money, "load_year", fail)
    with pytest.raises(RuntimeError):
        load_demo()
    assert not CoursePage.objects.exists()
    assert not Contributor.objects.exists()
