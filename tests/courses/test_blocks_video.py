"""Videos in a text: from where they come, and what they say."""

import json

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.utils.translation import override
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from courses.blocks import VideoBlock
from courses.blocks.tracks import TrackBlock

from .factories import CourseFactory, licence
from .media.files import MP4, VTT, WEBM, document, track

pytestmark = pytest.mark.django_db
ADDRESS = "https://youtu.be/aqz-KE-bpKQ"
WATCH = "https://www.youtube.com/watch?v=aqz-KE-bpKQ"


@pytest.fixture
def shown(client, category):
    """The video of a course as visitors get it, in English."""

    def show(*tracks, rights="cc-by-4.0", **value):
        value = {"url": ADDRESS, "title": "Roti", "tracks": list(tracks), **value}
        body = json.dumps([{"type": "video", "value": value, "id": "v"}])
        course = CourseFactory(parent=category, body=body, licence=licence(rights))
        answer = client.get(f"/en{course.url}")
        assert answer.status_code == 200
        return BeautifulSoup(answer.content, "html.parser").select_one(".pk-video")

    return show


def clean(block, draft=False, **value):
    if draft:
        block.defer_required_validation()
    with override("en"):
        return block.clean(block.normalize(value))


def problem(block, **value):
    """The first message of each field."""
    with override("en"):
        with pytest.raises(ValidationError) as caught:
            block.clean(block.normalize(value))
        errors = caught.value.block_errors
        return {name: str(error.messages[0]) for name, error in errors.items()}


class TestSource:
    def test_a_video_of_a_provider_is_taken(self):
        assert clean(VideoBlock(), url=ADDRESS, title="Roti").video

    def test_a_file_of_ones_own_is_taken(self):
        assert (
            clean(VideoBlock(), file=document(), title="Roti").own_type == "video/mp4"
        )

    def test_webm_is_taken(self):
        video = document("a.webm", WEBM)
        assert clean(VideoBlock(), file=video, title="Roti").own_type == "video/webm"

    def test_one_of_them_is_needed(self):
        assert problem(VideoBlock(), title="Roti") == {
            "url": "Paste the address of the video, or choose a file of your own."
        }

    def test_a_draft_may_still_owe_it(self):
        assert clean(VideoBlock(), draft=True, title="Roti")["title"] == "Roti"

    def test_both_are_too_many(self):
        found = problem(VideoBlock(), url=ADDRESS, file=document(), title="Roti")
        assert found["file"].startswith("A video comes from one place")

    @pytest.mark.parametrize(
        ("name", "content"),
        [("a.mp4", b"<html>"), ("a.webm", MP4), ("a.txt", MP4), ("a.mp4", b"")],
    )
    def test_a_file_is_known_by_its_content_and_its_name(self, name, content):
        found = problem(VideoBlock(), file=document(name, content), title="Roti")
        assert "is not a video that every phone plays" in found["file"]

    def test_a_file_that_is_gone_is_no_video(self):
        video = document()
        video.file.storage.delete(video.file.name)
        assert problem(VideoBlock(), file=video, title="Roti")["file"]


class TestTrack:
    def test_the_text_of_a_file_is_copied(self):
        found = clean(TrackBlock(), language="id", kind="captions", file=vtt(VTT))
        assert found["text"] == VTT.strip()

    def test_a_text_like_the_file_is_kept(self):
        text = VTT.replace("\n", "\r\n")
        assert clean(TrackBlock(), kind="captions", file=vtt(VTT), text=text)["text"]

    def test_a_text_unlike_the_file_is_asked_about(self):
        found = problem(TrackBlock(), kind="captions", file=vtt(VTT), text="Lain")
        assert found["text"].startswith("This text is not what the file says.")

    @pytest.mark.parametrize(
        ("name", "content", "words"),
        [
            ("a.vtt", "Halo", "These are no subtitles"),
            ("a.vtt", b"WEBVTT\n\n\xff", "is not written in UTF-8"),
            ("a.txt", VTT, "is no WebVTT file (.vtt)"),
        ],
    )
    def test_a_wrong_file_says_what_is_wrong(self, name, content, words):
        found = problem(TrackBlock(), kind="captions", file=document(name, content))
        assert words in found["file"]

    def test_wrong_subtitles_say_what_is_wrong(self):
        assert "WEBVTT" in problem(TrackBlock(), kind="captions", text="Halo")["text"]

    def test_a_transcript_may_be_plain(self):
        assert clean(TrackBlock(), kind="transcript", text=" Halo ")["text"] == "Halo"

    def test_without_text_there_is_nothing_to_show(self):
        assert problem(TrackBlock(), kind="captions") == {
            "text": "Choose a subtitle file or paste the text."
        }

    def test_those_of_the_player_need_no_text(self):
        assert clean(TrackBlock(), kind="player", language="id")["kind"] == "player"

    def test_search_finds_its_words_and_no_times(self):
        block = VideoBlock()
        value = {"url": ADDRESS, "title": "Roti", "tracks": [{"text": VTT}]}
        found = " ".join(block.get_searchable_content(block.normalize(value)))
        assert "Catat uang masuk" in found
        assert "-->" not in found


def vtt(content):
    return document("id.vtt", content)


class TestShown:
    def test_its_size_is_told_by_quality(self, shown):
        facts = shown(minutes=12).figcaption.get_text()
        assert "about 60 MB (360p) · 96 MB (480p) · 180 MB (720p)" in facts

    def test_subtitles_can_be_read_and_lead_to_their_second(self, shown):
        read = shown(track(credit="Dewi")).select_one(".pk-said")
        assert read.summary.get_text() == "Read the subtitles in Indonesian"
        assert read.ol["lang"] == "id"
        link = read.select("li a")[2]
        assert link["href"] == f"{WATCH}&t=65s"
        assert link["data-video-second"] == "65"
        assert link.get_text() == "Play from 1:05"
        assert "Thanks to Dewi" in read.get_text()

    def test_a_plain_transcript_is_paragraphs(self, shown):
        text = "Satu <b>\n\nDua"
        read = shown(track(kind="transcript", text=text)).select_one(".pk-said")
        assert [p.get_text() for p in read.find_all("p")] == ["Satu <b>", "Dua"]
        assert read.a is None

    def test_a_video_that_may_not_be_embedded_leads_to_its_source(self, shown, home):
        link = shown(track(), rights="embed-only").select_one(".pk-said a")
        assert link["href"].startswith(WATCH)

    def test_an_own_file_plays_without_a_script_and_loads_nothing_before(self, shown):
        file = document()
        figure = shown(track(file=vtt(VTT).pk), url="", file=file.pk)
        video = figure.video
        assert (video["preload"], video.has_attr("controls")) == ("none", True)
        assert video.has_attr("playsinline")
        assert video.source["src"].endswith(f"/putar/{file.pk}/{file.filename}")
        assert video.track["srclang"] == "id"
        assert figure.select_one(".pk-file a")["href"] == file.url
        assert "MP4, 224" in figure.select_one(".pk-file").get_text()
        assert figure.select_one(".pk-said a")["href"].endswith("#t=1")
        assert "data-video-embed" not in figure.attrs

    def test_a_poster_of_ones_own_stands_there(self, shown):
        image = get_image_model().objects.create(title="a", file=get_test_image_file())
        poster = shown(poster=image.pk).select_one(".pk-video__poster")
        assert poster["src"].startswith("/media/images/")
        assert poster["alt"] == ""

    def test_an_old_block_looks_as_before(self, shown):
        figure = shown(minutes=3, transcript="<p>Ayak</p>")
        assert figure.details.get_text().strip() == "Read the transcriptAyak"
        sheets = [link["href"] for link in figure.select("link")]
        assert sheets == ["/static/prakerja_courses/video.css"]
