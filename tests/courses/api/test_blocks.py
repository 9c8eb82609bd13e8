"""The blocks of lessons as data and clean HTML for other sites."""

import datetime as dt
import json

import pytest
from wagtail.documents import get_document_model

from tests.courses.factories import (
    CourseFactory,
    LiveSessionFactory,
    StandardPageFactory,
    licence,
)

pytestmark = pytest.mark.django_db
SCRIPT = '<p onclick="a()">Aman<script>alert(1)</script></p>'


@pytest.fixture
def written(category, detail):
    """The API's answer for a course written in these blocks."""

    def write(*blocks, **fields):
        fields.setdefault("language", "en")
        return detail(CourseFactory(parent=category, body=stored(blocks), **fields))

    return write


def stored(blocks):
    """Blocks as the database holds them."""
    return json.dumps(
        [{"type": kind, "value": value, "id": kind} for kind, value in blocks]
    )


def items(*pairs):
    """Items of an accordion as a ListBlock stores them."""
    return [
        {"type": "item", "id": str(place), "value": {"heading": heading, "text": text}}
        for place, (heading, text) in enumerate(pairs)
    ]


class TestQuote:
    def test_names_its_speaker_and_source(self, written):
        found = written(
            (
                "quote",
                {
                    "quote": "Satu <b>",
                    "speaker": "Bu & Sari",
                    "source": "https://contoh.example/?a=1&b=2",
                },
            )
        )
        assert found["blocks"] == [
            {
                "type": "quote",
                "text": "Satu <b>",
                "speaker": "Bu & Sari",
                "source_url": "https://contoh.example/?a=1&b=2",
            }
        ]
        url = "https://contoh.example/?a=1&amp;b=2"
        assert found["body"] == (
            f'<figure><blockquote cite="{url}"><p>Satu &lt;b&gt;</p></blockquote>'
            f'<figcaption><a href="{url}">Bu &amp; Sari</a></figcaption></figure>'
        )

    def test_leads_to_web_pages_only(self, written):
        quote = {"quote": "Satu", "speaker": "", "source": "javascript:alert(1)"}
        found = written(("quote", quote))
        assert found["blocks"][0]["source_url"] is None
        assert found["body"] == (
            "<figure><blockquote><p>Satu</p></blockquote></figure>"
        )


class TestCallout:
    def test_says_what_it_is(self, written):
        page = StandardPageFactory(title="Tentang")
        text = f'{SCRIPT}<p><a linktype="page" id="{page.pk}">kami</a></p>'
        found = written(("callout", {"kind": "warning", "text": text}))
        html = '<p>Aman</p><p><a href="http://testserver/tentang/">kami</a></p>'
        assert found["blocks"] == [{"type": "callout", "kind": "warning", "html": html}]
        assert found["body"] == (
            f"<aside><p><strong>Warning</strong></p>{html}</aside>"
        )

    def test_of_a_kind_that_left_the_list_is_important(self, written):
        found = written(("callout", {"kind": "secret", "text": "<p>A</p>"}))
        assert found["blocks"][0]["kind"] == "important"


def test_code_is_escaped_and_kept(written):
    code = "  <script>\n    a & b"
    found = written(("code", {"language": "html", "code": code}))
    assert found["blocks"] == [{"type": "code", "language": "html", "code": code}]
    assert found["body"] == (
        '<pre><code class="language-html">  &lt;script&gt;\n    a &amp; b</code></pre>'
    )


class TestTable:
    VALUE = {
        "table": {
            "caption": "Kas <1>",
            "columns": [
                {"type": "text", "heading": ""},
                {"type": "number", "heading": "Masuk"},
            ],
            "rows": [{"values": ["Senin", "<b>1"]}, {"values": ["", "2"]}],
        },
        "row_headings": True,
    }

    def test_is_data_and_a_table_with_headings(self, written):
        found = written(("table", self.VALUE))
        assert found["blocks"] == [
            {
                "type": "table",
                "caption": "Kas <1>",
                "columns": self.VALUE["table"]["columns"],
                "row_headings": True,
                "rows": [["Senin", "<b>1"], ["", "2"]],
            }
        ]
        assert found["body"] == (
            "<table><caption>Kas &lt;1&gt;</caption>"
            '<thead><tr><td></td><th scope="col">Masuk</th></tr></thead><tbody>'
            '<tr><th scope="row">Senin</th><td>&lt;b&gt;1</td></tr>'
            "<tr><td></td><td>2</td></tr></tbody></table>"
        )

    def test_without_row_headings_has_cells_only(self, written):
        found = written(("table", {**self.VALUE, "row_headings": False}))
        assert 'scope="row"' not in found["body"]


def test_an_accordion_keeps_its_headings_and_links(written):
    document = get_document_model().objects.create(title="Kas", file="kas.csv")
    linked = f'<p><a linktype="document" id="{document.pk}">kas</a></p>'
    value = {"items": items(("Apa <itu>?", SCRIPT), ("Di mana?", linked))}
    found = written(("accordion", value))
    kas = f'<p><a href="http://testserver{document.url}">kas</a></p>'
    assert found["blocks"][0]["items"] == [
        {"heading": "Apa <itu>?", "html": "<p>Aman</p>"},
        {"heading": "Di mana?", "html": kas},
    ]
    assert found["body"] == (
        "<details><summary>Apa &lt;itu&gt;?</summary><p>Aman</p></details>"
        f"<details><summary>Di mana?</summary>{kas}</details>"
    )


class TestLiveSession:
    @pytest.fixture
    def session(self, category):
        return LiveSessionFactory(
            course=CourseFactory(parent=category),
            title="Kelas <kas>",
            starts_at=dt.datetime(2027, 3, 1, 12, 30, tzinfo=dt.UTC),
            timezone="Asia/Makassar",
        )

    def test_gives_uid_address_start_in_utc_and_zone(self, written, session):
        found = written(("live_session", {"session": session.pk}))
        url = f"http://testserver/jadwal/{session.uid}/"

        [block] = found["blocks"]
        said = block.pop("when")
        assert block == {
            "type": "live_session",
            "uid": str(session.uid),
            "title": "Kelas <kas>",
            "url": url,
            "starts_at": "2027-03-01T12:30:00Z",
            "timezone": "Asia/Makassar",
            "status": "scheduled",
        }
        assert [zone in said for zone in ("WITA", "WIB", "WIT")] == [True] * 3
        assert "2027" in said

        assert found["body"] == (
            f'<p><a href="{url}">Kelas &lt;kas&gt;</a>: '
            f'<time datetime="2027-03-01T12:30:00Z">{said}</time></p>'
        )

    def test_never_tells_the_join_address(self, written, session):
        assert "zoom.example" not in str(
            written(("live_session", {"session": session.pk}))
        )

    def test_that_was_deleted_is_left_out(self, written, session):
        number = session.pk
        session.delete()
        found = written(("live_session", {"session": number}), ("heading", "Sesudah"))
        assert found["body"] == "<h2>Sesudah</h2>"
        assert written(("live_session", {"session": None}))["blocks"] == []

    def test_of_a_course_that_is_not_public_is_left_out(self, written, session):
        session.course.unpublish()
        found = written(("live_session", {"session": session.pk}))
        assert found["blocks"] == []
        assert "Kelas" not in str(found["blocks"])


def test_where_only_videos_may_be_shown_none_of_these_is_given(written, category):
    session = LiveSessionFactory(course=CourseFactory(parent=category))
    found = written(
        ("quote", {"quote": "Kata orang lain"}),
        ("callout", {"kind": "tip", "text": "<p>Kata orang lain</p>"}),
        ("code", {"language": "text", "code": "Kata orang lain"}),
        ("table", TestTable.VALUE),
        ("accordion", {"items": items(("Kata orang lain", "<p>A</p>"))}),
        ("live_session", {"session": session.pk}),
        licence=licence("embed-only"),
    )
    assert (found["body"], found["blocks"]) == (None, [])


def test_a_block_of_a_later_version_is_left_out(written):
    found = written(("hologram", {"a": 1}), ("heading", "Tetap"))
    assert [block["type"] for block in found["blocks"]] == ["heading"]
