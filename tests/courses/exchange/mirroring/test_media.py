"""Pictures and files of a course: linked to, or copied and checked."""

import hashlib
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image as Picture
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from courses.models import MirroredPage
from tests.courses.factories import LessonFactory

pytestmark = pytest.mark.django_db


def png(colour="red"):
    file = io.BytesIO()
    Picture.new("RGB", (40, 30), colour).save(file, "PNG")
    return file.getvalue()


@pytest.fixture
def theirs(origin, document):
    """A course with a cover, a picture and a document."""
    made = document()
    picture = {
        "url": origin.serve("/media/a.png", png(), "image/png"),
        "width": 40,
        "height": 30,
        "size": len(png()),
        "sha256": hashlib.sha256(png()).hexdigest(),
        "renditions": [],
    }
    body = b"%PDF-1.4 kas"
    paper = {
        "type": "document",
        "title": "Lembar kas",
        "url": origin.serve("/media/kas.pdf", body, "application/pdf"),
        "filename": "kas.pdf",
        "media_type": "application/pdf",
        "size": len(body),
        "sha256": hashlib.sha256(body).hexdigest(),
    }
    image = {
        "type": "image", **picture, "alt": "Buku", "decorative": False, "caption": "Kas"
    }  # fmt: skip
    made["cover"] = picture
    made["blocks"] += [image, paper]
    return made


def test_files_are_copied_once_into_a_collection_of_their_own(
    mirror, origin, theirs, here
):
    origin.put(theirs)
    mirror("--media=copy")
    origin.put({**theirs, "title": "Judul baru"})
    mirror("--media=copy")
    page, _row = here(theirs)
    assert [block.block_type for block in page.body] == ["text", "image", "document"]
    [image] = get_image_model().objects.all()
    assert page.cover == image
    assert image.collection.name == "127.0.0.1"
    assert get_document_model().objects.get().title == "Lembar kas"
    assert origin.requests.count("/media/a.png") == 1
    assert "0 differ" in mirror("--verify")


def test_files_are_linked_to_unless_copies_are_asked_for(mirror, origin, theirs, here):
    origin.put(theirs)
    mirror()
    page, _row = here(theirs)
    texts = [block.value.source for block in page.body]
    assert theirs["blocks"][1]["url"] in texts[1]
    assert ">Lembar kas<" in texts[2]
    assert not get_image_model().objects.exists()
    assert "0 differ" in mirror("--verify")


def test_a_file_with_another_digest_is_linked_to_and_told(mirror, origin, theirs, here):
    origin.serve("/media/a.png", png("blue"), "image/png")
    origin.put(theirs)
    assert "not the file that was announced" in mirror("--media=copy")
    page, row = here(theirs)
    assert [block.block_type for block in page.body] == ["text", "text", "document"]
    assert page.live
    assert "announced" in row.problem


def test_no_file_comes_from_another_site(mirror, origin, theirs):
    theirs["cover"] = {"url": "http://169.254.169.254/a.png", "sha256": None}
    origin.put(theirs)
    assert "leads away" in mirror("--media=copy")


def test_what_only_calls_itself_a_picture_is_linked_to(mirror, origin, theirs, here):
    origin.serve("/media/a.png", b"<svg onload=alert(1)>", "image/png")
    for each in (theirs["cover"], theirs["blocks"][1]):
        each["sha256"] = None
    origin.put(theirs)
    mirror("--media=copy")
    assert not get_image_model().objects.exists()


def kinds(page):
    return [block.block_type for block in page.body]


def test_files_that_were_linked_to_are_copied_once_that_is_asked_for(
    mirror, origin, theirs, here
):
    origin.put(theirs)
    mirror()
    assert "1 brought up to date" in mirror("--media=copy", "--dry-run")
    assert "1 brought up to date" in mirror("--media=copy")
    page, row = here(theirs)
    assert kinds(page) == ["text", "image", "document"]
    assert (page.live, row.state) == (True, "in_step")


def test_what_was_edited_here_stays_as_it_is_when_copies_are_asked_for(
    mirror, origin, theirs, here
):
    origin.put(theirs)
    mirror()
    page, _row = here(theirs)
    page.title = "Judul kami"
    page.save_revision()
    assert "1 unchanged" in mirror("--media=copy")
    assert here(theirs)[1].state == "in_step"
    assert not get_image_model().objects.exists()


@pytest.fixture
def interrupted(mirror, origin, theirs):
    """Taken while one of its files could not be had, which it can be now."""
    kept = origin.answers["/media/a.png"]
    origin.answers["/media/a.png"] = 404, {}, b""
    origin.put(theirs)
    mirror("--media=copy")
    origin.answers["/media/a.png"] = kept
    origin.requests.clear()
    return theirs


def test_a_file_that_could_not_be_had_is_copied_when_all_is_read_anew(
    mirror, origin, interrupted, here
):
    assert "1 brought up to date" in mirror("--media=copy", "--bring-back")
    page, row = here(interrupted)
    assert kinds(page) == ["text", "image", "document"]
    assert row.problem == ""
    assert origin.requests.count("/media/a.png") == 1
    assert "/media/kas.pdf" not in origin.requests


def test_a_file_that_cannot_be_had_still_makes_no_version(
    mirror, origin, interrupted, here
):
    origin.answers["/media/a.png"] = 404, {}, b""
    before = here(interrupted)[0].latest_revision_id
    assert "1 unchanged" in mirror("--media=copy", "--bring-back")
    assert here(interrupted)[0].latest_revision_id == before


def test_what_an_editor_took_as_a_draft_is_not_published_for_its_files(
    mirror, origin, interrupted, here
):
    page, _row = here(interrupted)
    page.has_unpublished_changes = True
    page.save()
    mirror("--media=copy", "--bring-back")
    assert "/media/a.png" not in origin.requests
    assert here(interrupted)[0].has_unpublished_changes


def test_a_page_taken_over_costs_one_query_more(
    mirror, origin, theirs, here, client, settings
):
    settings.PAGE_CACHE_ENABLED = False
    origin.put(theirs)
    mirror("--media=copy")
    page, _row = here(theirs)
    LessonFactory(parent=page)
    taken_over = cost(client, page)
    MirroredPage.objects.all().delete()
    assert taken_over == cost(client, page) + 1


def cost(client, page):
    """Queries of the second request; the first fills caches."""
    for _time in range(2):
        with CaptureQueriesContext(connection) as spent:
            answer = client.get(page.url, headers={"host": "asal.example"})
        assert answer.status_code == 200
    return len(spent)
