import pytest
from django.core.management import call_command

from home.management.commands import tick

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path


@pytest.fixture
def done(monkeypatch):
    """Replace the jobs by one that fails and one that counts."""
    runs = []

    def breaks():
        raise ZeroDivisionError

    monkeypatch.setattr(tick, "JOBS", (breaks, lambda: runs.append(1)))
    return runs


def run():
    with pytest.raises(SystemExit) as ending:
        call_command("tick")
    return ending.value.code


def test_every_job_runs_on_an_empty_site():
    assert run() == 0


def test_a_job_that_fails_is_told_and_does_not_stop_the_next(done, capsys):
    assert run() == 1
    assert done == [1]
    assert "breaks: ZeroDivisionError()" in capsys.readouterr().err


def test_a_second_tick_leaves_the_work_to_the_first(done):
    with tick.only_here():
        assert run() == 0
    assert done == []
