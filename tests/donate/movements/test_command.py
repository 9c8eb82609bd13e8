"""``donate_reconcile`` says what it found; what it cannot explain fails it."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from donate.models import Movement

pytestmark = pytest.mark.django_db


def run(*options):
    out, told = StringIO(), StringIO()
    try:
        call_command("donate_reconcile", *options, stdout=out, stderr=told)
    except CommandError as problem:
        return out.getvalue(), told.getvalue(), str(problem)
    return out.getvalue(), told.getvalue(), ""


def test_what_was_read_and_booked_is_said(gift, account):
    account.fee_charge(1_000_00, "idr")
    out, told, problem = run()
    assert "stripe: 2 movements read, 1 booked" in out
    assert "stripe holds Rp45.170,50" in out
    assert (told, problem) == ("", "")


def test_11_what_cannot_be_explained_is_listed_and_ends_in_an_error(gift, account):
    moved = account.transaction(None, "topup", 9_000_00, currency="idr")
    _out, told, problem = run()
    unexplained, drift = told.splitlines()
    assert unexplained.startswith(f"unexplained: {moved['id']} topup Rp9.000 on 20")
    assert unexplained.endswith("kind: topup topup")
    assert drift == "drift: stripe holds Rp55.170,50, the books say Rp46.170,50"
    assert problem.startswith("Something could not be finished or explained")


def test_5_since_a_day_reads_from_there(gift, account):
    old = account.fee_charge(1_00, "idr")
    old["created"] = 1_600_000_000
    assert run()[2]
    assert Movement.objects.count() == 1
    assert not run("--since", "2020-09-01")[2]
    assert Movement.objects.count() == 2


def test_a_day_nobody_can_read_is_refused(sandbox):
    with pytest.raises(CommandError, match="invalid day value: 'yesterday'"):
        call_command("donate_reconcile", "--since", "yesterday")
    with pytest.raises(CommandError, match="invalid day value"):
        call_command("donate_reconcile", "--since", "2026-02-30")


def test_one_provider_can_be_named_and_an_unknown_one_is_refused(gift):
    assert "stripe: 1 movements" in run("--provider", "stripe")[0]
    assert run("--provider", "paypal")[2] == (
        "No provider called paypal is set up here."
    )


def test_a_service_that_is_down_is_said(gift, sandbox):
    sandbox.faults.down = True
    _out, told, problem = run()
    assert told.startswith("stripe does not answer: ")
    assert problem
