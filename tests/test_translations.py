"""Indonesian is complete and compiled; checked without collecting anew."""

import re
import shutil
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.utils import find_command, popen_wrapper

pytestmark = pytest.mark.nodatabase

REPOSITORY = Path(__file__).resolve().parents[1]
CATALOGUES = sorted(REPOSITORY.glob("*/locale*/id/LC_MESSAGES/*.po"))
by_catalogue = pytest.mark.parametrize(
    "path", CATALOGUES, ids=lambda path: "-".join(path.parts[-5:-3]) + path.stem
)


# Values that scripts read as names, not as words: data-part="link".
DATA_WORDS = re.compile(r"""\sdata-[\w-]+=(["'])(?=[^{"']*[A-Za-z]+ [a-z])[^{"']+\1""")


def compiled(path, tmp_path):
    if find_command("msgfmt") is None:
        pytest.skip("msgfmt (Debian: gettext) is not installed")
    target = tmp_path / "django.mo"
    command = ["msgfmt", "--check-format", "--statistics", "-o", str(target), str(path)]
    _output, report, status = popen_wrapper(command)
    assert status == 0, report
    return target, report


@by_catalogue
def test_every_message_is_translated(path, tmp_path):
    _target, report = compiled(path, tmp_path)
    assert "untranslated" not in report
    assert "fuzzy" not in report


@by_catalogue
def test_the_compiled_catalogue_is_fresh(path, tmp_path):
    target, _report = compiled(path, tmp_path)
    assert path.with_suffix(".mo").read_bytes() == target.read_bytes()


@by_catalogue
def test_what_is_public_has_one_name(path):
    """Unpublishing is told apart from a takedown, too: only that one pulls a page."""
    text = path.read_text().casefold()
    assert re.findall(r"\b(?:tayang|tayangan)\b", text) == []


def test_no_function_translates_under_a_name_that_is_not_collected():
    alias = re.compile(r"import n?p?gettext(?:_lazy)? as (?!_$)\w+", re.MULTILINE)
    sources = [
        path
        for app in ("courses", "donate", "home", "prakerja_cms", "search")
        for path in (REPOSITORY / app).rglob("*.py")
    ]
    assert [path.name for path in sources if alias.search(path.read_text())] == []


@pytest.mark.parametrize("app", ["courses", "donate", "home", "prakerja_cms", "search"])
def test_no_text_in_the_source_waits_to_be_collected(app, tmp_path, monkeypatch):
    shutil.copytree(
        REPOSITORY / app, tmp_path / app, ignore=shutil.ignore_patterns("__pycache__")
    )
    monkeypatch.chdir(tmp_path / app)
    options = ["--locale", "id", "--no-obsolete", "--no-location", "--verbosity", "0"]
    call_command("makemessages", *options)
    path = tmp_path / app / "locale" / "id" / "LC_MESSAGES" / "django.po"
    _target, report = compiled(path, tmp_path)
    assert "untranslated" not in report
    assert "fuzzy" not in report


def test_what_scripts_say_is_collected_too():
    """Words in a data- attribute come from a translate tag."""
    bare = [
        f"{path.relative_to(REPOSITORY)}: {found[0].strip()}"
        for path in REPOSITORY.glob("*/templates/**/*.html")
        for found in DATA_WORDS.finditer(path.read_text())
    ]
    assert bare == []


def test_bare_words_in_a_data_attribute_are_noticed():
    assert DATA_WORDS.search('<p data-done="Address copied">')
    assert not DATA_WORDS.search("<p data-done=\"{% translate 'Address copied' %}\">")
