"""Migrations that any host can apply, whatever its models are called."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command

REPOSITORY = Path(__file__).resolve().parents[1]
FILES = sorted(
    path
    for app in ("courses", "donate", "home", "prakerja_cms")
    for path in (REPOSITORY / app / "migrations").glob("0*.py")
)
HOST_MODELS = re.compile(r"""["'](wagtailimages\.|wagtaildocs\.|auth\.user\b)""")
OWN_PATHS = re.compile(
    r"""["'](courses|donate)\.|^(import|from) (courses|donate)""", re.MULTILINE
)
by_app = pytest.mark.parametrize(
    "path", FILES, ids=lambda path: f"{path.parts[-3]}-{path.stem}"
)


@pytest.mark.nodatabase
@by_app
def test_a_migration_names_no_model_that_a_host_may_swap(path):
    assert not HOST_MODELS.search(path.read_text())


@pytest.mark.nodatabase
@by_app
def test_a_migration_spells_no_path_of_ours(path):
    """The packages can move without a migration."""
    assert not OWN_PATHS.search(path.read_text())


@pytest.mark.django_db
def test_no_model_change_waits_for_a_migration():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
