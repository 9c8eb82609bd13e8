"""Videos of one's own, sent as a player asks for them."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import CollectionViewRestriction

from courses.media import serving

from .files import MP4, document

pytestmark = pytest.mark.django_db
SIZE = len(MP4)
LONG = "9" * 5000


@pytest.fixture
def ask(client, home):
    video = document()

    def get(*, of=video, **headers):
        return client.get(address(of), headers=headers)

    return get


def address(document):
    return reverse("prakerja_courses:play", args=[document.pk, document.filename])


def content(answer):
    return b"".join(answer.streaming_content)


def test_the_whole_video_says_that_parts_may_be_asked_for(ask):
    answer = ask()
    assert answer.status_code == 200
    assert answer["Accept-Ranges"] == "bytes"
    assert answer["Content-Type"] == "video/mp4"
    assert content(answer) == MP4


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [("0-9", 0, 9), ("100-", 100, SIZE - 1), ("-5", SIZE - 5, SIZE - 1)],
)
def test_a_part_is_sent_alone(ask, asked, first, last):
    answer = ask(range=f"bytes={asked}")
    assert answer.status_code == 206
    assert answer["Content-Range"] == f"bytes {first}-{last}/{SIZE}"
    assert answer["Content-Length"] == str(last - first + 1)
    assert content(answer) == MP4[first : last + 1]


def test_an_end_behind_the_end_is_the_end(ask):
    assert ask(range="bytes=10-99999")["Content-Range"] == (
        f"bytes 10-{SIZE - 1}/{SIZE}"
    )


@pytest.mark.parametrize("asked", [f"{SIZE}-", "99999-", "-0"])
def test_a_part_that_is_not_there_is_refused(ask, asked):
    answer = ask(range=f"bytes={asked}")
    assert answer.status_code == 416
    assert answer["Content-Range"] == f"bytes */{SIZE}"


@pytest.mark.parametrize(
    "asked",
    [
        "bytes=-",
        "bytes=a-b",
        "bytes=0-1,4-5",
        "bytes=" + "0-," * 2000,
        "bytes=5-2",
        "lines=0-1",
        "bytes=" + LONG,
    ],
)
def test_what_cannot_be_understood_gets_the_whole(ask, asked):
    assert ask(range=asked).status_code == 200


def test_a_changed_video_is_sent_whole(ask):
    assert ask(range="bytes=0-9", if_range='"lama"').status_code == 200


def test_an_unchanged_video_is_continued(ask):
    etag = ask()["ETag"]
    assert ask(range="bytes=0-9", if_range=etag).status_code == 206


def test_a_browser_that_has_it_gets_nothing(ask):
    assert ask(if_none_match=ask()["ETag"]).status_code == 304


def test_a_player_gets_pieces_and_a_download_all_the_rest(ask, monkeypatch):
    monkeypatch.setattr(serving, "PIECE", 50)
    player = ask(range="bytes=10-", sec_fetch_dest="video")
    assert player["Content-Range"] == f"bytes 10-59/{SIZE}"
    assert ask(range="bytes=10-")["Content-Range"] == f"bytes 10-{SIZE - 1}/{SIZE}"


def test_parts_are_never_packed(ask):
    answer = ask(range="bytes=0-220", accept_encoding="gzip")
    assert answer["Content-Encoding"] == "identity"
    assert answer["Content-Length"] == "221"


def test_other_documents_are_not_played(ask):
    assert ask(of=document("kas.txt", "Kas")).status_code == 404


def test_the_name_has_to_be_that_of_the_document(client, home):
    url = reverse("prakerja_courses:play", args=[document().pk, "lain.mp4"])
    assert client.get(url).status_code == 404


def test_nothing_can_be_sent_to_it(client, home):
    assert client.post(address(document())).status_code == 405


def test_subtitles_are_sent_as_subtitles(ask):
    answer = ask(of=document("id.vtt", "WEBVTT"))
    assert answer["Content-Type"] == "text/vtt; charset=utf-8"


def test_what_is_not_for_everybody_stays_closed(client, home):
    video = document()
    restriction = CollectionViewRestriction.objects.create(
        collection=video.collection, restriction_type="groups"
    )
    restriction.groups.add(Group.objects.create(name="Relawan"))
    answer = client.get(address(video), headers={"range": "bytes=0-9"})
    assert answer.status_code == 302


@pytest.mark.parametrize(
    ("name", "value"),
    [("WAGTAILDOCS_SERVE_METHOD", "redirect"), ("SENDFILE_BACKEND", "nginx")],
)
def test_where_others_send_files_players_are_sent_there(
    client, home, settings, name, value
):
    setattr(settings, name, value)
    video = document()
    assert serving.played_url(video) == video.url
    assert client.get(address(video)).url == video.url


def test_a_file_that_is_gone_is_left_to_wagtail(client, home):
    video = document()
    video.file.storage.delete(video.file.name)
    assert client.get(address(video)).url == video.url
