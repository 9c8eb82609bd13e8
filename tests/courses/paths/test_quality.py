"""What is to be mended in a path, and where editors are told."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from courses.models import CoursePage, LearningPathPage, PathStep
from courses.quality import Code, Level, check_course
from courses.quality.findings import ERRORS

from ..factories import CourseFactory
from ..quality.test_findings import TRIGGERS
from .factories import courses, default_index, path_through

pytestmark = pytest.mark.django_db


def draft(**changes):
    return path_through(*courses("Satu", "Dua"), published=False, **changes)


def without_reason():
    path = draft()
    path.steps = [PathStep(course=step.course) for step in path.steps.all()]
    return path


def twice():
    (course,) = courses("Satu")
    return path_through(course, course, published=False)


def hidden():
    path = path_through(*courses("Satu", "Dua"))
    CoursePage.objects.filter(title="Dua").update(live=False)
    return path


def deleted():
    path = path_through(*courses("Satu", "Dua"))
    CoursePage.objects.get(title="Dua").delete()
    return LearningPathPage.objects.get(pk=path.pk)


PATH_TRIGGERS = {
    Code.FEW_STEPS: lambda: path_through(*courses("Satu"), published=False),
    Code.NO_REASON: without_reason,
    Code.STEP_TWICE: twice,
    Code.STEP_NOT_PUBLIC: hidden,
    Code.NO_AUDIENCE: lambda: draft(audience=" "),
    Code.THIN_SUMMARY: lambda: draft(summary="Buka warung."),
    Code.PROMPT_LEFT: lambda: draft(summary="[✎ Apa yang bisa dilakukan sesudahnya]"),
}


def codes(page):
    return [finding.code for finding in check_course(page)]


def test_every_finding_is_of_a_course_or_a_path():
    assert TRIGGERS.keys() | PATH_TRIGGERS.keys() == set(Code)


@pytest.mark.parametrize("code", PATH_TRIGGERS)
def test_a_fault_of_a_path_is_found_at_its_level(category, code):
    found = {one.code: one.level for one in check_course(PATH_TRIGGERS[code]())}
    assert found[code] == (Level.ERROR if code in ERRORS else Level.WARNING)


def test_a_sound_path_has_nothing_to_mend(category):
    assert codes(draft()) == []


def test_a_step_whose_course_was_deleted_is_told(category):
    (finding,) = check_course(deleted())
    assert finding.code == Code.STEP_NOT_PUBLIC
    assert "dihapus" in finding.text


@pytest.mark.parametrize("make", [without_reason, twice])
def test_a_faulty_path_does_not_become_public(category, make):
    revision = make().save_revision()
    with pytest.raises(ValidationError):
        revision.publish()


def test_a_path_through_a_draft_does_not_become_public(category):
    path = path_through(
        *courses("Satu"), CourseFactory(title="Draf", draft=True), published=False
    )
    with pytest.raises(ValidationError, match="Draf"):
        path.get_latest_revision().publish()


def test_a_typo_is_corrected_although_a_course_went_away(category):
    path = hidden()
    path.title = "Membuka warung kopi"
    path.save_revision().publish()
    assert LearningPathPage.objects.get(pk=path.pk).title == "Membuka warung kopi"


def test_a_public_path_takes_no_new_fault(category):
    path = hidden()
    path.steps.add(PathStep(course=None, reason="Lanjut.", sort_order=9))
    with pytest.raises(ValidationError):
        path.save_revision().publish()


URL = "/admin/reports/course-quality/"


def reported(client, query=""):
    rows = client.get(URL + query).context["object_list"]
    return [(row.title, row.finding.code) for row in rows if row.course.pk]


def test_the_report_names_paths(client, admin_user, category):
    client.force_login(admin_user)
    path = hidden()
    assert (path.title, "step-not-public") in reported(client)


def test_the_report_on_one_category_leaves_paths_out(client, admin_user, category):
    client.force_login(admin_user)
    path = hidden()
    found = reported(client, f"?category={category.pk}")
    assert path.title not in {title for title, _code in found}


def test_the_report_on_drafts_leaves_public_paths_out(client, admin_user, category):
    client.force_login(admin_user)
    path = hidden()
    found = reported(client, "?live=False")
    assert path.title not in {title for title, _code in found}


def test_the_command_fails_for_a_public_path_with_an_error(category, capsys):
    hidden()
    with pytest.raises(SystemExit):
        call_command("check_courses", "--published", "--level", "error")
    line = capsys.readouterr().out
    assert line.startswith(f"error step-not-public {default_index().url_path}")
