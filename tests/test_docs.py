"""Documentation that cannot drift from the code unnoticed."""

import re
from pathlib import Path

import pytest

import courses.conf
import donate.conf
from courses.quality.findings import ERRORS, Code
from home.second_tree import TEXTS

pytestmark = pytest.mark.nodatabase

REPOSITORY = Path(__file__).resolve().parents[1]
SETTINGS = (REPOSITORY / "docs" / "reference" / "settings.md").read_text()
COMMANDS = (REPOSITORY / "docs" / "reference" / "commands.md").read_text()
PAGES = [*REPOSITORY.glob("*.md"), *REPOSITORY.glob("docs/**/*.md")]


def section(title):
    return SETTINGS.split(f"## {title}")[1].split("\n## ")[0]


def names_in(text):
    first_cells = re.findall(r"^\| (`[^|]+) \|", text, re.MULTILINE)
    return {name for cell in first_cells for name in re.findall(r"`(\w+)`", cell)}


@pytest.mark.parametrize(
    ("title", "conf"),
    [("`PRAKERJA_COURSES`", courses.conf), ("`PRAKERJA_DONATE`", donate.conf)],
)
def test_every_setting_has_a_row_and_every_row_a_setting(title, conf):
    assert names_in(section(title)) == set(conf.DEFAULTS)


def test_every_variable_of_the_environment_has_a_row():
    used = set()
    for path in (REPOSITORY / "prakerja_cms" / "settings").glob("*.py"):
        used |= set(re.findall(r'\benv(?:\.\w+)?\(\s*"([A-Z_]+)"', path.read_text()))
    assert names_in(section("Environment")) == used


def test_every_command_has_a_row():
    paths = REPOSITORY.glob("*/management/commands/[a-z]*.py")
    commands = {path.stem for path in paths}
    rows = set(re.findall(r"^\| `(\w+)` \|", COMMANDS, re.MULTILINE))
    assert rows == commands


@pytest.mark.parametrize("language", TEXTS)
def test_every_language_of_the_second_tree_is_named(language):
    row = re.search(r"^\| `setup_site` \|.*", COMMANDS, re.MULTILINE)[0]
    assert f"`--also {language}`" in row


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page):
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text())
    missing = [link for link in links if not (page.parent / link).exists()]
    assert missing == []


def test_every_system_check_has_a_row():
    page = (REPOSITORY / "docs" / "reference" / "checks.md").read_text()
    code = "".join(
        (REPOSITORY / app / "checks.py").read_text() for app in ("courses", "donate")
    )
    ids = set(re.findall(r'"(prakerja_\w+\.[EW]\d{3})"', code))
    assert set(re.findall(r"^\| `([\w.]+)` \|", page, re.MULTILINE)) == ids


def test_every_finding_has_a_row_with_its_level():
    page = (REPOSITORY / "docs" / "reference" / "quality.md").read_text()
    rows = re.findall(r"^\| `([\w-]+)` \| (\w+) \|", page, re.MULTILINE)
    levels = {code: "error" if code in ERRORS else "warning" for code in Code}
    assert dict(rows) == levels


MONEY = (REPOSITORY / "docs/reference/what-is-tested-about-money.md").read_text()


def test_every_one_of_the_28_failures_of_money_has_a_row():
    numbers = re.findall(r"^\| (\d+) \|.*`.+::test_", MONEY, re.MULTILINE)
    assert [int(number) for number in numbers] == list(range(1, 29))


def test_every_test_named_for_money_is_there():
    named = re.findall(r"`([\w/]+\.py)::(\w+)`", MONEY)
    tests = REPOSITORY / "tests" / "donate"
    gone = [
        f"{path}::{name}"
        for path, name in named
        if f"\ndef {name}(" not in (tests / path).read_text()
    ]
    assert named and gone == []
