"""Subtitles, own videos and quizzes for other sites."""

import pytest

from tests.courses.factories import licence
from tests.courses.media.files import VTT, document, track

from .test_blocks import stored, written  # noqa: F401 - a fixture
from .test_content import facts

pytestmark = pytest.mark.django_db
ADDRESS = "https://www.youtube.com/watch?v=aqz-KE-bpKQ"
ROOT = "http://testserver"


def video(**value):
    return ("video", {"url": ADDRESS, "title": "Roti", **value})


def item(**value):
    return {"type": "item", "id": "i", "value": value}


QUIZ = {
    "title": "",
    "questions": [
        item(
            question="Kapan <dicatat>?",
            choices=[
                item(text="Hari itu", right=True, explanation="Besok lupa."),
                item(text="Nanti", right=False, explanation=""),
            ],
            explanation="<p>Lima menit.<script>alert(1)</script></p>",
        )
    ],
}


class TestTracks:
    def test_are_given_as_they_were_written(self, written):  # noqa: F811
        [block] = written(video(tracks=[track(credit="Dewi")]))["blocks"]
        assert block["tracks"] == [
            {
                "language": "id",
                "kind": "captions",
                "timed": True,
                "text": VTT.strip(),
                "credit": "Dewi",
            }
        ]

    def test_are_read_without_their_times(self, written):  # noqa: F811
        body = written(video(tracks=[track(credit="<Dewi>")]))["body"]
        assert "<details><summary>Transcript (Indonesian)</summary>" in body
        assert "Halo &amp; selamat datang." in body
        assert "Thanks to &lt;Dewi&gt; for this text." in body
        assert "-->" not in body

    def test_stay_here_where_they_may_not_be_copied(self, written):  # noqa: F811
        found = written(video(tracks=[track()]), licence=licence("embed-only"))
        assert found["blocks"][0]["tracks"] == []
        assert "Catat" not in str(found)


class TestOwnFile:
    def test_is_a_file_with_its_kind_and_size(self, written):  # noqa: F811
        file = document()
        found = written(video(url="", file=file.pk))
        [block] = found["blocks"]
        assert block["url"] == f"{ROOT}{file.url}"
        assert block["file"] == {
            "url": f"{ROOT}{file.url}",
            "type": "video/mp4",
            **facts(file.file),
        }
        assert (block["provider"], block["embed_url"]) == (None, None)
        assert found["body"] == f'<p><a href="{ROOT}{file.url}">Roti (video)</a></p>'

    def test_is_not_given_where_it_may_not_be_copied(self, written):  # noqa: F811
        found = written(
            video(url="", file=document().pk), licence=licence("embed-only")
        )
        assert found["blocks"] == []

    def test_that_was_deleted_is_left_out(self, written):  # noqa: F811
        assert written(video(url="", file=9999))["blocks"] == []


class TestQuiz:
    def test_is_given_with_its_answers(self, written):  # noqa: F811
        [block] = written(("quiz", QUIZ))["blocks"]
        assert block["questions"] == [
            {
                "question": "Kapan <dicatat>?",
                "choices": [
                    {"text": "Hari itu", "right": True, "explanation": "Besok lupa."},
                    {"text": "Nanti", "right": False, "explanation": ""},
                ],
                "explanation": "<p>Lima menit.</p>",
            }
        ]

    def test_is_readable_text_for_mirrors(self, written):  # noqa: F811
        body = written(("quiz", QUIZ))["body"]
        assert body == (
            "<h2>Check yourself</h2><p>Kapan &lt;dicatat&gt;?</p>"
            "<ul><li>Hari itu</li><li>Nanti</li></ul>"
            "<details><summary>Answer</summary>"
            "<ul><li>Hari itu (right): Besok lupa.</li><li>Nanti (not right)</li></ul>"
            "<p>Lima menit.</p></details>"
        )
