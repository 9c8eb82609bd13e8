"""What no signal tells of is found by the clock."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.utils import timezone

from courses.models import (
    ContentRecord,
    CoursePage,
    LiveSession,
    RecordDue,
    RecordState,
)
from courses.records.keeping import keep_all
from courses.records.sweeping import (
    drifted,
    forget_tombstones,
    reindex,
    sweep_records,
)
from tests.courses.factories import CourseFactory

from .ways import publish

pytestmark = pytest.mark.django_db
State = ContentRecord.State


def behind_everybodys_back(course, **values):
    CoursePage.objects.filter(pk=course.pk).update(**values)


@pytest.mark.parametrize(
    "values", [{"live": False}, {"rights_holder": ""}, {"licence": None}]
)
def test_what_left_in_the_database_itself_is_gone_within_a_minute(world, told, values):
    behind_everybodys_back(world.course, **values)
    assert told(world.course)
    sweep_records()
    assert told(world.course) is None


def test_what_came_in_the_database_itself_is_there_within_a_minute(world, told):
    course = CourseFactory(parent=world.category, draft=True)
    behind_everybodys_back(course, live=True)
    sweep_records()
    assert told(course)


def test_other_words_are_found_within_a_day(world, told, monkeypatch):
    behind_everybodys_back(world.course, summary="Lain.")
    now = timezone.localtime()
    minute = world.course.pk % (24 * 60)
    turn = now.replace(hour=minute // 60, minute=minute % 60)
    monkeypatch.setattr("courses.records.sweeping.timezone.localtime", lambda: turn)
    sweep_records()
    assert told(world.course)["summary"] == "Lain."


def test_a_recording_is_told_when_its_class_is_over(world, told):
    LiveSession.objects.update(
        recording_url="https://www.youtube.com/watch?v=aqz-KE-bpKQ",
        starts_at=timezone.now() - dt.timedelta(hours=2),
        ends_at=timezone.now() - dt.timedelta(minutes=1),
    )
    ContentRecord.objects.update(modified_at=timezone.now() - dt.timedelta(minutes=5))
    assert told(world.session)["recording_url"] is None
    sweep_records()
    assert told(world.session)["recording_url"].endswith("aqz-KE-bpKQ")
    assert sweep_records() == 0


class TestReindex:
    def test_says_what_differs_and_writes_nothing(self, world, capsys):
        behind_everybodys_back(world.course, summary="Lain.")
        with pytest.raises(SystemExit) as end:
            call_command("reindex_content", check=True)
        assert end.value.code == 1
        assert f"course {world.course.pk}" in capsys.readouterr().out
        assert [unit.unit_id for unit in drifted()] == [world.course.pk]

    def test_mends_only_what_differs(self, world):
        before = dict(ContentRecord.objects.values_list("uid", "change"))
        behind_everybodys_back(world.course, summary="Lain.")
        call_command("reindex_content", verbosity=0)
        after = dict(ContentRecord.objects.values_list("uid", "change"))
        assert {uid for uid in after if after[uid] != before[uid]} == {world.course.uid}
        with pytest.raises(SystemExit) as end:
            call_command("reindex_content", check=True)
        assert end.value.code == 0

    def test_makes_everything_where_nothing_is(self, world):
        ContentRecord.objects.all().delete()
        seen = []
        assert reindex(seen.append) == 8
        assert sum(seen) >= 5

    def test_goes_on_where_it_was_broken_off(self, world):
        RecordDue.objects.create(unit="course", unit_id=world.course.pk, hides=False)
        seen = []
        reindex(seen.append)
        assert sum(seen) == 1


@pytest.fixture
def forget():
    """Delete a page, and have it forgotten as after a year."""

    def delete(page):
        page.delete()
        keep_all()
        gone = ContentRecord.objects.filter(state=State.DELETED)
        gone.update(modified_at=timezone.now() - dt.timedelta(days=366))
        assert forget_tombstones()

    return delete


class TestTombstones:
    def test_are_kept_for_a_year(self, world):
        world.course.delete()
        keep_all()
        gone = ContentRecord.objects.filter(state=State.DELETED)
        number = gone.count()
        forget_tombstones()
        assert gone.count() == number
        gone.update(modified_at=timezone.now() - dt.timedelta(days=366))
        last = max(gone.values_list("change", flat=True))
        forget_tombstones()
        assert not gone.exists()
        assert max(RecordState.objects.get().horizons.values()) == last

    def test_lead_nobody_back_who_follows_another_kind(self, client, world, forget):
        address = "/api/v1/changes/?kind=category"
        here = client.get(address).json()["next"]
        assert client.get(here).json()["items"] == []
        forget(world.course)
        assert client.get(here).status_code == 200
        assert client.get(here.replace("&kind=category", "")).status_code == 410

    def test_lead_everybody_back_who_missed_one_of_their_kind(
        self, client, world, forget
    ):
        here = client.get("/api/v1/changes/?kind=course").json()["next"]
        forget(world.course)
        problem = client.get(here)
        assert problem.status_code == 410
        last = RecordState.objects.get().horizons["course"]
        assert problem.json()["firstChangeNumber"] == last

    def test_forgotten_later_never_take_back_where_to_begin(self, world, forget):
        RecordState.objects.update(horizons={"course": 2**62})
        forget(world.course)
        assert RecordState.objects.get().horizons["course"] == 2**62


def test_after_a_backup_was_put_back_every_follower_begins_anew(client, world):
    follower = client.get("/api/v1/changes/").json()["next"]
    call_command("reindex_content", restored=True, verbosity=0)
    publish(world.course, title="Sesudah")
    keep_all()
    assert client.get(follower).status_code == 410
    anew = client.get("/api/v1/changes/?afterChangeNumber=0").json()
    assert client.get(anew["next"]).status_code == 200
