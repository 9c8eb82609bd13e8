import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.nodatabase

REPOSITORY = Path(__file__).resolve().parents[2]
GOOD_KEY = "kunci-yang-cukup-panjang-dan-cukup-acak-untuk-dipakai-di-sini"


def manage(*args, **environment):
    return subprocess.run(
        [sys.executable, "manage.py", *args],
        cwd=REPOSITORY,
        env={
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "prakerja_cms.settings.production",
            "ALLOWED_HOSTS": "kursus.example.org",
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    "key", ["", "pendek", "insecure-development-key" * 3, "a" * 60]
)
def test_production_refuses_to_start_without_a_key_of_its_own(key):
    answer = manage("check", SECRET_KEY=key)
    assert answer.returncode != 0
    assert "Set SECRET_KEY to at least 50 random characters" in answer.stderr


def test_production_refuses_to_start_without_its_host_names():
    answer = manage("check", SECRET_KEY=GOOD_KEY, ALLOWED_HOSTS="")
    assert answer.returncode != 0
    assert "ALLOWED_HOSTS" in answer.stderr


def test_the_deployment_check_finds_nothing():
    answer = manage("check", "--deploy", "--fail-level", "INFO", SECRET_KEY=GOOD_KEY)
    assert answer.returncode == 0, answer.stderr


def test_the_demo_refuses_to_run_in_production():
    for command in ("run_demo", "load_demo"):
        answer = manage(command, SECRET_KEY=GOOD_KEY)
        assert answer.returncode != 0
        assert "DEBUG" in answer.stderr
