"""Small CSV files and a category to import them into."""

import csv
import io

import pytest
from django.core.management import call_command
from django.utils import translation

from courses.exchange.tables import COLUMNS

KELAS_TERBUKA = {
    "title": "Belajar Python Dasar",
    "url": "https://www.youtube.com/playlist?list=PLZS-MHyEIRo7cgStrKAMhgnOT66z2qKz1",
    "provider": "Kelas Terbuka",
    "topic": "Python",
    "language": "id",
    "note": "",
}


def row(**changes):
    """One good row, changed as a test needs it."""
    return {**KELAS_TERBUKA, **changes}


@pytest.fixture(autouse=True)
def english():
    """Reports are compared in their source language."""
    with translation.override("en"):
        yield


@pytest.fixture
def write_csv(tmp_path):
    def write(*rows, name="list.csv", columns=COLUMNS):
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, extrasaction="ignore")
            writer.writeheader()
            writer.writerows(rows)
        return path

    return write


@pytest.fixture
def run(category):
    """Run the command as an operator does; return what it printed."""

    def run(path, *options, into=category.slug):
        out = io.StringIO()
        call_command(
            "import_courses",
            str(path),
            *options,
            into=into,
            stdout=out,
            stderr=io.StringIO(),
        )
        return out.getvalue()

    return run


@pytest.fixture
def bring(write_csv, run):
    """Import rows given as dictionaries."""

    def bring(*rows, options=()):
        return run(write_csv(*rows), *options)

    return bring
