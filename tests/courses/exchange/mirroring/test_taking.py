"""What becomes of a course that another site offers."""

import copy
import uuid

import pytest
from django.core.management import CommandError

from courses.digests import page_digest
from courses.exchange.mirroring.digests import content_digest, said
from courses.models import CategoryPage, CoursePage, LessonPage, MirroredPage
from tests.courses.factories import CourseFactory, LessonFactory

from .conftest import api_document, told

pytestmark = pytest.mark.django_db
VIDEO = "https://www.youtube.com/watch?v=aqz-KE-bpKQ"
EVERY_BLOCK = [
    ("heading", "Mulai"),
    ("text", '<p>Catat <b>semua</b> <a href="https://contoh.example/">uang</a>.</p>'),
    ("video", {"url": VIDEO, "title": "Kas", "minutes": 3}),
    ("quote", {"quote": "Saya tahu.", "speaker": "Bu Sari", "source": ""}),
    ("callout", {"kind": "tip", "text": "<p>Simpan buku.</p>"}),
    ("code", {"language": "html", "code": "<p>\n  Halo</p>"}),
    ("accordion", {"items": [{"heading": "Berapa?", "text": "<p>Lima.</p>"}]}),
]


def test_a_course_is_made_whole(mirror, origin, document, here):
    theirs = document(*EVERY_BLOCK, lessons=2, title="Buku kas")
    origin.put(theirs)
    assert "1 new" in mirror()
    page, row = here(theirs)
    assert (page.live, row.problem) == (True, "")
    assert str(page.uid) == theirs["uid"]
    assert page.get_parent().slug == "bisnis-digital"
    assert [str(each.uid) for each in LessonPage.objects.order_by("path")] == [
        lesson["uid"] for lesson in theirs["lessons"]
    ]
    ours = told(page)
    assert list(map(said, zip(ours["blocks"]))) == list(
        map(said, zip(theirs["blocks"]))
    )
    assert content_digest(ours) == content_digest(theirs) == row.content


def test_a_second_run_changes_nothing(mirror, origin, document):
    origin.put(document())
    mirror()
    before = CoursePage.objects.get().latest_revision_id
    assert "nothing new" in mirror()
    assert CoursePage.objects.get().latest_revision_id == before


def test_an_idle_run_is_one_request(mirror, origin, document):
    origin.put(document())
    mirror()
    origin.requests.clear()
    mirror()
    assert len(origin.requests) == 1
    assert origin.headers[-1]["If-None-Match"] == f'W/"{origin.number}"'


def test_a_new_version_replaces_the_old_one(mirror, origin, document, here):
    theirs = document()
    origin.put(theirs)
    mirror()
    origin.put({**theirs, "title": "Judul baru"})
    mirror()
    page, row = here(theirs)
    assert page.title == "Judul baru"
    assert row.state == "in_step"


def test_a_local_edit_is_kept_and_the_new_version_waits(mirror, origin, document, here):
    theirs = document()
    origin.put(theirs)
    mirror()
    page, _row = here(theirs)
    page.title = "Judul kami"
    page.save_revision().publish()
    origin.put({**theirs, "title": "Judul baru"})
    assert "waiting" in mirror()
    page, row = here(theirs)
    assert page.title == "Judul kami"
    assert row.state == "waiting"
    assert row.waiting["title"] == "Judul baru"


def test_an_edit_of_a_lesson_keeps_the_course(mirror, origin, document, here):
    theirs = document(lessons=1)
    origin.put(theirs)
    mirror()
    lesson = LessonPage.objects.get()
    lesson.title = "Pelajaran kami"
    lesson.save_revision()
    origin.put({**theirs, "title": "Judul baru"})
    mirror()
    assert here(theirs)[1].state == "waiting"


def test_publishing_a_draft_unread_is_no_edit(mirror, origin, document, here):
    theirs = document()
    origin.put(theirs)
    mirror(publish="--draft")
    page, _row = here(theirs)
    assert not page.live
    page.save_revision().publish()
    origin.put({**theirs, "title": "Judul baru"})
    mirror(publish="--draft")
    assert here(theirs)[1].state == "behind"


def test_what_leaves_the_source_is_unpublished_and_kept(mirror, origin, document, here):
    theirs = document()
    origin.put(theirs)
    mirror()
    origin.delete(theirs)
    assert "gone at the source" in mirror()
    page, row = here(theirs)
    assert not page.live
    assert row.state == "gone"


def test_what_comes_back_is_published_again(mirror, origin, document, here):
    theirs = document()
    origin.put(theirs)
    mirror()
    origin.delete(theirs)
    mirror()
    origin.put(theirs)
    mirror()
    assert here(theirs)[0].live


def test_what_an_editor_took_offline_stays_offline(mirror, origin, document, here):
    theirs = document()
    origin.put(theirs)
    mirror()
    here(theirs)[0].unpublish()
    origin.put({**theirs, "title": "Judul baru"})
    mirror()
    page, _row = here(theirs)
    assert not page.live
    assert page.draft_title == "Judul baru"


def test_what_an_editor_deleted_does_not_come_back(mirror, origin, document):
    theirs = document()
    origin.put(theirs)
    mirror()
    CoursePage.objects.get().delete()
    origin.put({**theirs, "title": "Judul baru"})
    mirror()
    assert not CoursePage.objects.exists()
    assert MirroredPage.objects.get().state == "removed_here"


def narrow(document, code, share=False):
    narrowed = copy.deepcopy(document)
    narrowed["licence"]["code"] = code
    narrowed["licence"]["permits"]["share"] = share
    return narrowed


@pytest.mark.parametrize("code", ["by-permission", "embed-only", "unheard-of"])
def test_a_licence_that_became_narrow_takes_the_page_offline(
    mirror, origin, document, here, code
):
    theirs = document()
    origin.put(theirs)
    mirror()
    origin.put(narrow(theirs, code))
    assert "not taken" in mirror()
    page, row = here(theirs)
    assert not page.live
    assert row.state == "refused"


@pytest.mark.parametrize("code", ["by-permission", "embed-only", "unheard-of"])
def test_a_licence_that_narrows_while_the_dump_is_read_leaves_nothing_public(
    mirror, origin, document, here, code
):
    theirs = document()
    origin.put(theirs)
    origin.make_dump()
    origin.put(narrow(theirs, code))
    assert "not taken" in mirror()
    page, row = here(theirs)
    assert (page.live, row.state) == (False, "refused")


@pytest.mark.parametrize("code", ["by-permission", "unheard-of", "cc-by-4.0"])
def test_what_may_not_be_shared_is_not_taken(mirror, origin, document, code):
    origin.put(narrow(document(), code))
    assert "not taken" in mirror()
    assert not CoursePage.objects.exists()


def test_of_an_embedded_course_only_the_description_and_its_videos_are_taken(
    mirror, origin, document, here
):
    theirs = narrow(document(*EVERY_BLOCK), "embed-only")
    origin.put(theirs)
    mirror()
    page, _row = here(theirs)
    assert [block.block_type for block in page.body] == ["video"]


def test_a_course_that_is_here_already_is_left_alone(mirror, origin, document):
    theirs = document()
    ours = CourseFactory(uid=uuid.UUID(theirs["uid"]), title="Milik kami")
    origin.put(theirs)
    assert "has its identity" in mirror()
    ours.refresh_from_db()
    assert ours.title == "Milik kami"


def test_a_lesson_that_is_gone_is_unpublished(mirror, origin, document):
    theirs = document(lessons=2)
    origin.put(theirs)
    mirror()
    origin.put({**theirs, "lessons": theirs["lessons"][1:]})
    mirror()
    assert [each.live for each in LessonPage.objects.order_by("path")] == [True, False]


def test_lessons_take_the_order_of_the_source(mirror, origin, document):
    theirs = document(lessons=3)
    origin.put(theirs)
    mirror()
    own = LessonFactory(parent=CoursePage.objects.get())
    turned = theirs["lessons"][::-1]
    origin.put({**theirs, "lessons": turned})
    mirror()
    uids = [each.uid for each in LessonPage.objects.order_by("path")]
    assert uids == [*(uuid.UUID(each["uid"]) for each in turned), own.uid]


def test_a_lesson_can_move_to_another_course(mirror, origin, document):
    first, second = document(lessons=1), document()
    origin.put(first)
    origin.put(second)
    mirror()
    lesson = first["lessons"].pop()
    second["lessons"].append(lesson)
    origin.put(first)
    origin.put(second)
    mirror()
    moved = LessonPage.objects.get()
    assert moved.live
    assert str(moved.course.uid) == second["uid"]


def test_scripts_and_relative_links_are_taken_out(mirror, origin, document, here):
    theirs = document()
    bad = '<p onclick="x">A <a href="javascript:x()">b</a><script>c</script></p>'
    theirs["blocks"] = [{"type": "text", "html": bad}]
    origin.put(theirs)
    mirror()
    source = here(theirs)[0].body[0].value.source
    assert "script" not in source
    assert "onclick" not in source


@pytest.mark.parametrize(
    "broken",
    [
        {"title": ""},
        {"title": 5},
        {"uid": "x"},
        {"blocks": [{"type": "text"}]},
        {"lessons": [{}]},
        {"licence": []},
        {"url": "javascript:alert(1)"},
        {"language": "klingon"},
        {"blocks": [{"type": "table", "columns": [], "rows": [[1]], "caption": "",
                     "row_headings": True}]},
    ],
)  # fmt: skip
def test_a_broken_document_is_refused_and_the_next_one_taken(
    mirror, origin, document, broken
):
    theirs = document()
    origin.note(theirs["uid"], state="updated", digest="1", data={**theirs, **broken})
    origin.put(document(title="Baik"))
    mirror()
    assert [course.title for course in CoursePage.objects.all()] == ["Baik"]


def test_signs_that_no_database_keeps_are_left_out(mirror, origin, document, here):
    theirs = document()
    origin.put({**theirs, "title": "Buku\x00 kas"})
    mirror()
    assert here(theirs)[0].title == "Buku kas"


def test_only_what_is_asked_for_is_taken(mirror, origin, document):
    origin.put(document(language="en"))
    origin.put(document(title="Indonesia"))
    mirror("--lang=id")
    assert CoursePage.objects.get().title == "Indonesia"


def test_categories_are_made_where_they_are_missing(mirror, origin, document):
    theirs = document()
    theirs["category"].update(slug="tani", title="Tani")
    origin.put(theirs)
    mirror()
    assert CategoryPage.objects.get(slug="tani").live


def test_all_goes_into_one_category_if_asked(mirror, origin, document, category, here):
    theirs = document()
    theirs["category"].update(slug="tani", title="Tani")
    origin.put(theirs)
    mirror(into="/kursus/bisnis-digital/")
    assert here(theirs)[0].get_parent().pk == category.pk


def test_a_dry_run_writes_nothing(mirror, origin, document, database_texts):
    origin.put(document())
    before = database_texts()
    assert "1 new" in mirror("--dry-run")
    assert database_texts() == before


def test_a_dry_run_with_other_options_calls_gone_what_would_go(
    mirror, origin, document
):
    origin.put(document())
    origin.put(document(language="en", title="In English"))
    mirror()
    assert mirror("--dry-run", publish=None).endswith(
        "2 unchanged. Nothing was written.\n"
    )
    said = mirror("--dry-run", "--lang=id")
    assert "“In English”" in said
    assert "1 unchanged, 1 gone" in said


@pytest.fixture
def database_texts():
    from django.apps import apps

    def read():
        return {
            model._meta.label: model._base_manager.count()
            for model in apps.get_models()
            if model._meta.managed
        }

    return read


def test_what_cannot_be_public_stays_a_draft_and_says_why(
    mirror, origin, document, here
):
    theirs = document()
    theirs["blocks"] = []
    origin.put(theirs)
    assert "no content yet" in mirror()
    page, row = here(theirs)
    assert not page.live
    assert "no content yet" in row.problem


def test_verifying_finds_what_differs_is_missing_or_too_much(
    mirror, origin, document, here
):
    differs, missing, surplus = document(), document(), document()
    for each in (differs, surplus):
        origin.put(each)
    mirror()
    assert "0 differ" in mirror("--verify")
    origin.put({**differs, "summary": "Lain."})
    origin.put(missing)
    origin.delete(surplus)
    with pytest.raises(CommandError, match="3 differ"):
        mirror("--verify")


def test_verifying_looks_at_the_page_itself(mirror, origin, document, here):
    theirs = document()
    origin.put(theirs)
    mirror()
    page, row = here(theirs)
    CoursePage.objects.filter(pk=page.pk).update(summary="Kurang.")
    row.written = page_digest(here(theirs)[0])
    row.save()
    with pytest.raises(CommandError, match="1 differ"):
        mirror("--verify")


def test_verifying_leaves_lessons_added_here_aside(mirror, origin, document, here):
    theirs = document(lessons=1)
    origin.put(theirs)
    mirror()
    LessonFactory(parent=here(theirs)[0])
    assert "0 differ" in mirror("--verify")


def test_verifying_leaves_what_was_edited_here_as_it_is(mirror, origin, document, here):
    theirs = document()
    origin.put(theirs)
    mirror()
    page, _row = here(theirs)
    page.title = "Judul kami"
    page.save_revision().publish()
    assert "edited here" in mirror("--verify")


def test_a_copy_tells_the_whole_way_it_came(mirror, origin, document, here):
    theirs = document(source_url="https://asal.example/kas/")
    origin.put(theirs)
    mirror()
    page, _row = here(theirs)
    based_on = api_document(page)["isBasedOn"]
    assert based_on[0]["id"] == theirs["url"]
    assert based_on[0]["isBasedOn"][0]["id"] == "https://asal.example/kas/"
    assert page.source_url == "https://asal.example/kas/"


def test_the_page_tells_where_it_comes_from(mirror, origin, document, here, client):
    theirs = document()
    origin.put(theirs)
    mirror()
    answer = client.get(here(theirs)[0].url, headers={"host": "asal.example"})
    assert "Diambil dari" in answer.text or "Taken over from" in answer.text
    assert answer.text.count(f'rel="external" href="{theirs["url"]}"') == 1
