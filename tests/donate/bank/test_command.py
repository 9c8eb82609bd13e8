"""``donate_bank_import``."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from donate.models import BankRow, Donation

from . import statements

pytestmark = pytest.mark.django_db


@pytest.fixture
def account(db, settings):
    settings.DEBUG = True
    return statements.bank()


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "mei.csv"
    path.write_bytes(statements.csv((25_123,), (1_000, "LAIN")))
    return path


def run(*arguments):
    out = StringIO()
    call_command("donate_bank_import", *map(str, arguments), stdout=out)
    return out.getvalue()


def test_a_file_is_imported_and_matched(account, file):
    statements.gift()
    assert "2" in run("main", file)
    assert Donation.objects.get().state == "booked"


def test_a_dry_run_keeps_nothing(account, file):
    assert "2" in run("main", file, "--dry-run")
    assert not BankRow.objects.exists()


def test_an_unknown_account_is_named(account, file):
    with pytest.raises(CommandError, match="kedua"):
        run("kedua", file)


def test_lines_that_cannot_be_read_are_named(account, file):
    file.write_bytes(file.read_bytes() + b"x,,,,,,1\n")
    with pytest.raises(CommandError, match="Baris 4"):
        run("main", file)


def test_a_file_that_is_not_there_is_told(account, tmp_path):
    with pytest.raises(CommandError, match=r"tidak\.csv"):
        run("main", tmp_path / "tidak.csv")


def test_a_file_that_does_not_add_up_needs_to_be_confirmed(account, file):
    file.write_text(file.read_text().replace("25123,", "25123,1"))
    file.write_text(file.read_text().replace("1000,", "1000,1"))
    with pytest.raises(CommandError, match="--anyway"):
        run("main", file)
    run("main", file, "--anyway")
    assert BankRow.objects.count() == 2
