"""What the search and the facets are told of the videos in a text."""

import json

import pytest

from courses.media.spoken import (
    has_subtitles,
    has_transcript,
    own_file_ids,
    spoken_text,
)
from courses.models import CoursePage

from .files import track

ADDRESS = "https://youtu.be/aqz-KE-bpKQ"


def body(*tracks, **value):
    video = {"url": ADDRESS, "title": "Roti", "tracks": list(tracks), **value}
    field = CoursePage._meta.get_field("body")
    return field.to_python(json.dumps([{"type": "video", "value": video, "id": "v"}]))


@pytest.mark.parametrize(
    ("kind", "subtitles", "transcript"),
    [("captions", True, True), ("transcript", False, True), ("player", True, False)],
)
def test_each_kind_of_track_counts_as_what_it_is(kind, subtitles, transcript):
    text = "" if kind == "player" else "WEBVTT\n\n00:01.000 --> 00:02.000\nHalo"
    found = body(track(kind=kind, text=text))
    assert has_subtitles(found) is subtitles
    assert has_transcript(found) is transcript


def test_a_video_without_words_has_neither():
    found = body(transcript="<p></p>")
    assert not has_subtitles(found)
    assert not has_transcript(found)
    assert spoken_text(found) == ""


def test_all_that_is_said_is_plain_text():
    found = body(
        track(),
        track(kind="transcript", text="Gula & garam"),
        transcript="<p>Ayak</p><p>tepung</p>",
    )
    assert spoken_text(found).splitlines() == [
        "Ayak tepung",
        "Bu Sari: Halo & selamat datang.",
        "Catat uang masuk setiap malam.",
        "Selesai.",
        "Gula & garam",
    ]


def test_blocks_stored_before_there_were_tracks_are_read():
    old = {"url": ADDRESS, "title": "Roti", "minutes": 3, "transcript": "<p>Ayak</p>"}
    field = CoursePage._meta.get_field("body")
    found = field.to_python(json.dumps([{"type": "video", "value": old, "id": "v"}]))
    assert spoken_text(found) == "Ayak"
    assert not has_subtitles(found)


def test_own_files_are_named():
    assert own_file_ids(body(url="", file=7)) == {7}
