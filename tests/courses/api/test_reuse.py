"""docs/how-to/reuse-courses.md: from the API's answer alone to a readable course."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from courses.records.keeping import keep_all
from tests.courses.factories import CourseFactory, LessonFactory, licence, text

pytestmark = pytest.mark.django_db
GUIDE = Path(__file__).resolve().parents[3] / "docs" / "how-to" / "reuse-courses.md"


BLOCKS = re.findall(r"```python\n(.*?)```", GUIDE.read_text(), re.S)


@pytest.fixture
def rebuild(client, tmp_path):
    """Save the API's answer, run the guide's script on it, return the page."""
    script = tmp_path / "rebuild.py"
    script.write_text(BLOCKS[0])

    def run(course):
        answer = tmp_path / "course.json"
        answer.write_bytes(client.get(f"/api/v1/courses/{course.uid}/").content)
        page = tmp_path / "course.html"
        command = [sys.executable, "-I", script, answer.as_uri(), page]
        subprocess.run(command, check=True, cwd=tmp_path)
        return page.read_text(encoding="utf-8")

    return run


def test_the_script_makes_a_readable_course(rebuild, category):
    course = CourseFactory(
        parent=category,
        title="Catat uang & usaha",
        body=text("Ambil buku <b>tulis</b>."),
        source_url="https://sumber.example/",
    )
    LessonFactory(parent=course, title="Hari pertama", body=text("Tulis tanggal."))
    page = rebuild(course)
    for words in (
        "<h1>Catat uang &amp; usaha</h1>",
        "<p>Ambil buku <b>tulis</b>.</p>",
        "<h2>Hari pertama</h2>",
        "<p>Tulis tanggal.</p>",
        "CC BY 4.0: You may share, change and sell it",
        "Yayasan Contoh",
        'href="https://creativecommons.org/licenses/by/4.0/"',
        'href="https://sumber.example/"',
    ):
        assert words in page
    assert page.index("Hari pertama") > page.index("Ambil buku")


def test_of_a_course_that_may_not_be_shared_it_makes_a_link(rebuild, category):
    course = CourseFactory(
        parent=category, licence=licence("embed-only"), body=text("Kata orang lain.")
    )
    page = rebuild(course)
    assert "Kata orang lain" not in page
    assert f'<a href="http://testserver{course.url}">' in page


def test_the_guide_names_fields_that_exist(client, category):
    course = CourseFactory(parent=category)
    found = client.get(f"/api/v1/courses/{course.uid}/").json()
    script = BLOCKS[0]
    for name in re.findall(r'course\["(\w+)"\]', script):
        assert name in found, json.dumps(found)


@pytest.fixture
def run(live_server, tmp_path):
    """Paste one of the guide's examples alone into an empty program."""

    def output(block):
        pasted = block.replace("https://example.org", live_server.url)
        command = [sys.executable, "-I", "-c", pasted]
        ran = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path)
        assert ran.returncode == 0, ran.stderr
        return ran.stdout

    return output


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("block", BLOCKS[1:], ids=lambda block: block[-60:-1])
def test_every_example_runs_when_it_is_pasted_alone(category, run, block):
    CourseFactory(parent=category, title="Catat uang", handover_price=1)
    keep_all()
    told = run(block)
    assert "Catat uang" in told or "urlopen" not in block


@pytest.mark.django_db(transaction=True)
def test_the_example_of_changes_follows_them_to_their_end(category, run):
    course = CourseFactory(parent=category, title="Catat uang")
    course.unpublish()
    keep_all()
    CourseFactory(parent=category, title="Hitung laba")
    keep_all()
    [block] = [block for block in BLOCKS if "changes/" in block]
    told = run(block.replace("Number=0", "Number=0&limit=1")).splitlines()
    assert "show Hitung laba" in told
    assert re.fullmatch(r"go on at http://.+Number=[1-9][0-9]*&limit=1", told[-1])
