"""``check_courses``: one line a finding, and whether a public course has errors."""

import pytest
from django.core.management import call_command

from courses.models import CoursePage

from ..factories import CourseFactory, LessonFactory
from .courses import SoundCourseFactory, figure, forget_licence

pytestmark = pytest.mark.django_db


def lines(capsys, *arguments):
    code = 0
    try:
        call_command("check_courses", *arguments)
    except SystemExit as ending:
        code = ending.code
    return code, capsys.readouterr().out.splitlines()


def test_nothing_to_mend_is_silence(course, capsys):
    assert lines(capsys) == (0, [])


def test_a_finding_is_one_line(course, capsys):
    CoursePage.objects.update(title="JUALAN DARI RUMAH")
    code, (line,) = lines(capsys)
    assert line.startswith(f"warning title-capitals {course.url_path} ")
    assert code == 0


def test_an_error_on_a_public_course_is_a_failure(course, capsys):
    forget_licence()
    code, (line,) = lines(capsys, "--published")
    assert line.startswith("error licence-unknown ")
    assert code == 1


def test_the_errors_of_drafts_are_told_and_are_no_failure(category, capsys):
    SoundCourseFactory(draft=True, rights_holder="")
    assert len(lines(capsys)[1]) == 1
    assert lines(capsys, "--published") == (0, [])
    assert lines(capsys)[0] == 0


def test_a_lesson_that_nobody_sees_is_a_draft(course, capsys, image):
    lesson = LessonFactory(parent=course, draft=True, body=[figure(image)])
    assert lines(capsys, "--published") == (0, [])
    type(lesson).objects.update(live=True)
    code, (line,) = lines(capsys, "--published")
    assert (code, lesson.title in line) == (1, True)


def test_warnings_can_be_left_out(category, capsys):
    CourseFactory(draft=True, rights_holder="", cover=None)
    _code, (line,) = lines(capsys, "--level", "error")
    assert line.startswith("error no-holder ")


def test_leaving_errors_out_does_not_hide_the_failure(course, capsys):
    forget_licence()
    assert lines(capsys, "--level", "warning") == (1, [])


def test_an_alias_is_told_of_once(course, capsys):
    course.create_alias(update_slug="salinan")
    CoursePage.objects.update(cover=None)
    assert len(lines(capsys)[1]) == 1
