import hashlib
import json

import pytest
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from courses.blocks import CONTENT_BLOCKS
from courses.records.blocks import BLOCK_SERIALIZERS
from tests.courses.factories import (
    CategoryFactory,
    CourseFactory,
    LessonFactory,
    StandardPageFactory,
    licence,
)

pytestmark = pytest.mark.django_db
YOUTUBE = "https://www.youtube.com/watch?v=aqz-KE-bpKQ"
VIDEO = {
    "url": "https://youtu.be/aqz-KE-bpKQ",
    "title": "Membuka toko",
    "minutes": 10,
    "transcript": "<p>Selamat <b>datang</b></p>",
}


def stored(blocks):
    """Blocks as the database holds them."""
    return json.dumps(
        [{"type": kind, "value": value, "id": kind} for kind, value in blocks]
    )


@pytest.fixture
def image(db):
    return get_image_model().objects.create(title="Toko", file=get_test_image_file())


@pytest.fixture
def document(db):
    file = ContentFile(b"tanggal,jumlah\n", name="buku-kas.csv")
    return get_document_model().objects.create(
        title="Buku kas", file=file, file_size=file.size
    )


@pytest.fixture
def written(category, detail):
    """The API's answer for a course written in these blocks."""

    def write(*blocks, **fields):
        return detail(CourseFactory(parent=category, body=stored(blocks), **fields))

    return write


def test_every_kind_of_block_is_described():
    assert set(BLOCK_SERIALIZERS) == {name for name, _block in CONTENT_BLOCKS}


class TestText:
    def test_is_clean_html(self, written):
        found = written(
            (
                "text",
                '<h3 data-block-key="x1">Mulai</h3><p data-block-key="x2">Tulis.</p>',
            )
        )
        assert found["body"] == "<h3>Mulai</h3><p>Tulis.</p>"
        assert found["blocks"] == [{"type": "text", "html": found["body"]}]

    def test_carries_no_script_style_frame_or_handler(self, written):
        found = written(
            (
                "text",
                '<p onclick="a()" style="color:red" class="x">Aman</p>'
                "<script>alert(1)</script><style>p{}</style>"
                '<iframe src="https://jahat.example"></iframe>'
                '<embed embedtype="media" url="https://jahat.example"/>'
                '<a href="javascript:alert(1)">tekan</a><img src=x onerror=a()>',
            )
        )
        assert found["body"] == "<p>Aman</p><a>tekan</a>"

    def test_links_to_pages_and_documents_become_absolute(self, written, document):
        page = StandardPageFactory(title="Tentang")
        found = written(
            (
                "text",
                f'<p><a linktype="page" id="{page.pk}">kami</a> '
                f'<a linktype="document" id="{document.pk}">kas</a> '
                '<a href="/cari/?q=a&amp;b=1">cari</a> <a href="#atas">atas</a> '
                '<a href="https://lain.example/">lain</a> '
                '<a href="mailto:a@b.example">surat</a></p>',
            ),
            title="Tabel",
        )
        course = "http://testserver/kursus/bisnis-digital/tabel/"
        assert found["body"] == (
            f'<p><a href="http://testserver/tentang/">kami</a> '
            f'<a href="http://testserver{document.url}">kas</a> '
            f'<a href="http://testserver/cari/?q=a&amp;b=1">cari</a> '
            f'<a href="{course}#atas">atas</a> '
            '<a href="https://lain.example/">lain</a> '
            '<a href="mailto:a@b.example">surat</a></p>'
        )

    @pytest.mark.parametrize("number", ["0", "999999", "9" * 30, "x", ""])
    @pytest.mark.parametrize("kind", ["page", "document", "user"])
    def test_a_link_to_nothing_keeps_its_words(self, written, kind, number):
        found = written(("text", f'<a linktype="{kind}" id="{number}">kata</a>'))
        assert found["body"] == "<a>kata</a>"

    def test_a_link_to_a_draft_does_not_tell_its_address(self, written):
        draft = StandardPageFactory(title="Rahasia", draft=True)
        found = written(("text", f'<a linktype="page" id="{draft.pk}">kata</a>'))
        assert found["body"] == "<a>kata</a>"


def test_a_heading_is_escaped(written):
    found = written(("heading", "Untung & <rugi>"))
    assert found["body"] == "<h2>Untung &amp; &lt;rugi&gt;</h2>"
    assert found["blocks"] == [{"type": "heading", "text": "Untung & <rugi>"}]


class TestVideo:
    def test_is_a_link_with_what_a_player_needs_beside_it(self, written):
        found = written(("video", VIDEO), language="en")
        assert found["blocks"] == [
            {
                "type": "video",
                "title": "Membuka toko",
                "url": YOUTUBE,
                "minutes": 10,
                "provider": "youtube",
                "embed_url": "https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ",
                "file": None,
                "transcript": "<p>Selamat <b>datang</b></p>",
                "tracks": [],
            }
        ]
        assert found["body"] == (
            f'<p><a href="{YOUTUBE}">Membuka toko (video on YouTube)</a></p>\n'
            "<details><summary>Transcript</summary>"
            "<p>Selamat <b>datang</b></p></details>"
        )

    def test_of_no_known_provider_is_only_a_link(self, written):
        video = {"url": "https://lain.example/v", "title": "<b>V</b>"}
        found = written(("video", video), language="en")
        assert found["blocks"][0]["provider"] is None
        assert found["blocks"][0]["embed_url"] is None
        assert found["body"] == (
            '<p><a href="https://lain.example/v">&lt;b&gt;V&lt;/b&gt; (video)</a></p>'
        )


def facts(file):
    """Size and SHA-256 of a stored file, as its documents tell them."""
    with file.open("rb") as stored_file:
        read = stored_file.read()
    return {"size": len(read), "sha256": hashlib.sha256(read).hexdigest()}


def rich_blocks(image, document):
    page = StandardPageFactory()
    link = f'<a linktype="page" id="{page.pk}">x</a>'
    file = f'<a linktype="document" id="{document.pk}">x</a>'
    return [
        ("text", f"<p>{link} {file}</p>"),
        ("heading", "Bagian"),
        ("video", VIDEO),
        ("image", {"image": {"image": image.pk, "alt_text": "x"}, "caption": ""}),
        ("document", {"document": document.pk, "title": ""}),
    ]


class TestImage:
    def block(self, image, **more):
        chosen = {"image": image.pk, "decorative": False, "alt_text": "Etalase"}
        return ("image", {"image": {**chosen, **more}, "caption": "Di <pasar>"})

    def test_stands_with_its_size_alternative_and_caption(self, written, image):
        found = written(self.block(image))
        [block] = found["blocks"]
        url = block.pop("url")
        smaller = block.pop("renditions")
        assert url.startswith("http://testserver/media/images/")
        assert [one["width"] for one in smaller] == [400, 640]
        assert block == {
            "type": "image",
            **facts(image.get_rendition("max-1200x1200").file),
            "width": 640,
            "height": 480,
            "alt": "Etalase",
            "decorative": False,
            "caption": "Di <pasar>",
        }
        assert found["body"] == (
            f'<figure><img src="{url}" width="640" height="480" alt="Etalase">'
            "<figcaption>Di &lt;pasar&gt;</figcaption></figure>"
        )

    def test_a_decoration_has_an_empty_alternative(self, written, image):
        found = written(self.block(image, decorative=True))
        assert 'alt=""' in found["body"]
        assert found["blocks"][0]["decorative"] is True

    def test_is_never_the_original_with_what_its_camera_wrote(self, written):
        file = get_test_image_file(size=(2400, 1800))
        large = get_image_model().objects.create(title="Foto", file=file)
        found = written(self.block(large), cover=large)
        for picture in (found["cover"], found["blocks"][0]):
            assert (picture["width"], picture["height"]) == (1200, 900)
        assert "original_images" not in str(found)

    def test_whose_file_is_lost_is_left_out(self, written, image):
        image.file.storage.delete(image.file.name)
        found = written(self.block(image), ("heading", "Sesudah"), cover=image)
        assert found["body"] == "<h2>Sesudah</h2>"
        assert found["cover"] is None

    def test_that_was_deleted_is_left_out(self, written, image):
        block = self.block(image)
        image.delete()
        assert written(block)["blocks"] == []

    def test_a_cover_has_an_absolute_address_and_size(self, written, get, image):
        cover = written(cover=image)["cover"]
        assert cover["url"].startswith("http://testserver/media/images/")
        assert (cover["width"], cover["height"]) == (640, 480)
        assert get("courses/")["results"][0]["cover"] == cover


class TestDocument:
    def test_is_a_link_with_its_name(self, written, document):
        found = written(("document", {"document": document.pk, "title": "Kas <1>"}))
        url = f"http://testserver{document.url}"
        assert found["blocks"] == [
            {
                "type": "document",
                "title": "Kas <1>",
                "url": url,
                "filename": document.filename,
                "media_type": "text/csv",
                **facts(document.file),
            }
        ]
        assert found["body"] == f'<p><a href="{url}">Kas &lt;1&gt;</a></p>'

    def test_without_a_title_here_keeps_its_own(self, written, document):
        found = written(("document", {"document": document.pk, "title": ""}))
        assert found["blocks"][0]["title"] == "Buku kas"

    def test_that_was_deleted_is_left_out(self, written, document):
        number = document.pk
        document.delete()
        assert written(("document", {"document": number}))["blocks"] == []


class TestRights:
    BLOCKS = (("text", "<p>Kata orang lain</p>"), ("video", VIDEO))

    @pytest.mark.parametrize("code", ["embed-only", "by-permission"])
    def test_where_only_videos_may_be_shown_only_they_are_given(
        self, written, code, document
    ):
        found = written(
            *self.BLOCKS,
            ("document", {"document": document.pk}),
            licence=licence(code),
            rights_note="Surat 1 November 2026",
        )
        assert found["body"] is None
        [video] = found["blocks"]
        assert video["url"] == YOUTUBE
        assert video["embed_url"]
        assert video["transcript"] == ""
        assert "Kata orang lain" not in str(found)
        assert "Surat" not in str(found)

    def test_where_only_a_link_is_allowed_nothing_else_is_given(self, written):
        found = written(
            *self.BLOCKS,
            licence=licence("link-only"),
            source_url="https://sumber.example/",
        )
        assert (found["body"], found["blocks"]) == (None, [])
        assert found["source_url"] == "https://sumber.example/"
        assert "youtu" not in str(found)

    def test_the_same_holds_for_lessons(self, detail, category):
        course = CourseFactory(parent=category, licence=licence("embed-only"))
        LessonFactory(parent=course, title="Satu", body=stored(self.BLOCKS))
        [lesson] = detail(course)["lessons"]
        assert lesson["title"] == "Satu"
        assert lesson["body"] is None
        assert [block["type"] for block in lesson["blocks"]] == ["video"]

    def test_an_open_course_without_text_has_an_empty_body(self, written):
        assert written()["body"] == ""


def test_the_introduction_of_a_category_is_clean_html(get, catalogue):
    page = StandardPageFactory(title="Tentang")
    CategoryFactory(
        parent=catalogue,
        introduction=f'<p onclick="a()"><a linktype="page" id="{page.pk}">Kami</a></p>',
    )
    [found] = get("categories/")["results"]
    assert (
        found["introduction"] == '<p><a href="http://testserver/tentang/">Kami</a></p>'
    )
