"""What the blocks of a lesson say and how they behave in the reader's browser."""

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError

from courses.blocks import CONTENT_BLOCKS, CodeBlock, QuoteBlock, TableBlock

from .factories import CourseFactory

pytestmark = pytest.mark.django_db
BLOCKS = dict(CONTENT_BLOCKS)
TABLE = {
    "table": {
        "caption": "Kas minggu pertama",
        "columns": [
            {"type": "text", "heading": "Hari"},
            {"type": "number", "heading": "Masuk"},
            {"type": "text", "heading": ""},
        ],
        "rows": [{"values": ["Senin", "Rp250.000", "<b>ramai</b>"]}],
    },
    "row_headings": True,
}


@pytest.fixture
def shown(client, category):
    """The text of a course written in these blocks, in English."""

    def show(*blocks):
        course = CourseFactory(parent=category, body=list(blocks))
        answer = client.get(f"/en{course.url}")
        assert answer.status_code == 200
        page = BeautifulSoup(answer.content, "html.parser")
        return page.select_one(".pk-prose")

    return show


def clean(block, **value):
    return block.clean(block.normalize(value))


@pytest.mark.parametrize("name", BLOCKS)
def test_every_block_is_complete(name):
    block = BLOCKS[name]
    assert block.meta.icon != "placeholder"
    assert block.label
    assert block.get_description()


@pytest.mark.parametrize("name", BLOCKS)
def test_migrations_know_only_blocks_of_wagtail(name):
    assert BLOCKS[name].deconstruct()[0].startswith("wagtail.")


def test_text_and_heading_keep_their_html(shown):
    text = shown(("heading", "Uang & kas"), ("text", "<p>Tulis <b>semua</b></p>"))
    assert str(text.h2) == '<h2 id="part-uang-kas">Uang &amp; kas</h2>'
    assert str(text.select_one(".rich-text")) == (
        '<div class="rich-text"><p>Tulis <b>semua</b></p></div>'
    )


class TestQuote:
    def test_names_who_said_it_and_links_to_the_source(self, shown):
        quote = {
            "quote": "Satu.\n\nDua <b>",
            "speaker": "Bu Sari",
            "source": "https://contoh.example/sari",
        }
        figure = shown(("quote", quote)).figure
        words = [p.get_text() for p in figure.blockquote.find_all("p")]
        assert words == ["Satu.", "Dua <b>"]
        assert figure.blockquote["cite"] == "https://contoh.example/sari"
        assert figure.figcaption.a["href"] == "https://contoh.example/sari"
        assert figure.figcaption.get_text() == "Bu Sari"

    def test_without_a_name_its_source_is_named(self, shown):
        quote = {"quote": "Satu", "source": "https://www.contoh.example/sari"}
        assert shown(("quote", quote)).figcaption.get_text() == "contoh.example"

    def test_of_nobody_has_no_caption(self, shown):
        assert shown(("quote", {"quote": "Satu"})).figcaption is None

    def test_a_source_that_is_no_web_page_is_no_link(self, shown):
        quote = {"quote": "Satu", "speaker": "Ani", "source": "javascript:alert(1)"}
        figure = shown(("quote", quote)).figure
        assert figure.a is None
        assert "javascript" not in str(figure)

    def test_without_words_is_refused(self):
        with pytest.raises(ValidationError):
            clean(QuoteBlock(), quote="", speaker="Ani")


class TestCode:
    def test_is_shown_as_typed_and_scrolls_by_keyboard(self, shown):
        code = {"language": "html", "code": '  <p class="a">\n    {{ x }}'}
        pre = shown(("code", code)).pre
        assert pre.code.get_text() == code["code"]
        assert pre["tabindex"] == "0"
        assert pre["aria-label"] == "Code: HTML"

    @pytest.mark.parametrize("language", ["klingon", ""])
    def test_in_a_language_off_the_list_is_shown_too(self, shown, language):
        figure = shown(("code", {"language": language, "code": "x = 1"})).figure
        assert figure.code.get_text() == "x = 1"
        assert figure.figcaption.get_text() == (language or "plain text").capitalize()

    def test_keeps_the_indentation_of_its_first_line_only_between_empty_ones(self):
        cleaned = clean(CodeBlock(), language="python", code="\r\n  a\r\n\r\n b \r\n")
        assert cleaned["code"] == "  a\n\n b"

    @pytest.mark.parametrize("code", ["", " \n\t\n"])
    def test_without_code_is_refused(self, code):
        with pytest.raises(ValidationError):
            clean(CodeBlock(), language="python", code=code)

    def test_the_form_does_not_strip_it(self):
        block = CodeBlock()
        block.set_name("x")
        value = block.value_from_datadict(
            {"p-language": "text", "p-code": "   satu"}, {}, "p"
        )
        assert block.clean(value)["code"] == "   satu"


class TestCallout:
    @pytest.mark.parametrize(
        ("kind", "word"),
        [
            ("tip", "Tip"),
            ("important", "Important"),
            ("warning", "Warning"),
            ("left the list", "Important"),
        ],
    )
    def test_says_in_words_what_it_is(self, shown, kind, word):
        text = shown(("callout", {"kind": kind, "text": "<p>Kunci laci.</p>"}))
        note = text.select_one("[role=note]")
        assert note["aria-label"] == word
        assert note.strong.get_text() == word
        assert str(note.select_one(".rich-text p")) == "<p>Kunci laci.</p>"


class TestTable:
    def test_has_a_caption_and_headings_for_columns_and_rows(self, shown):
        table = shown(("table", TABLE)).table
        assert table.caption.get_text() == "Kas minggu pertama"
        heads = [(th["scope"], th.get_text()) for th in table.find_all("th")]
        assert heads == [("col", "Hari"), ("col", "Masuk"), ("row", "Senin")]
        assert [td.get_text() for td in table.tbody.find_all("td")] == [
            "Rp250.000",
            "<b>ramai</b>",
        ]
        assert table.select("td.pk-number")[0].get_text() == "Rp250.000"

    def test_scrolls_in_a_region_of_its_own_that_has_a_name(self, shown):
        region = shown(("table", TABLE)).table.parent
        assert (region["role"], region["tabindex"]) == ("region", "0")
        assert region["aria-label"] == "Kas minggu pertama"

    def test_without_row_headings_has_cells_only(self, shown):
        table = shown(("table", {**TABLE, "row_headings": False})).table
        assert table.tbody.th is None

    @pytest.mark.parametrize(
        ("changes", "message"),
        [
            ({"caption": " "}, "Beri tabel ini keterangan"),
            ({"rows": []}, "satu kolom dan satu baris"),
            ({"columns": [], "rows": [{"values": []}]}, "satu kolom"),
        ],
    )
    def test_that_cannot_be_followed_is_refused(self, changes, message):
        with pytest.raises(ValidationError) as refusal:
            clean(TableBlock(), **{**TABLE, "table": {**TABLE["table"], **changes}})
        errors = refusal.value.block_errors["table"].non_block_errors
        assert message in str(errors)

    def test_a_draft_of_it_may_be_unfinished(self):
        block = TableBlock()
        value = block.normalize({"table": {"columns": [], "rows": []}})
        block.defer_required_validation()
        assert block.clean(value)["table"].caption == ""

    def test_a_whole_one_is_kept(self):
        cleaned = clean(TableBlock(), **TABLE)
        assert TableBlock().get_prep_value(cleaned)["table"] == TABLE["table"]


class TestAccordion:
    ITEMS = {
        "items": [
            {"heading": "Apa & <itu>?", "text": "<p>Buku kas.</p>"},
            {"heading": "Kapan?", "text": "<p>Malam.</p>"},
        ]
    }

    def test_opens_without_a_script(self, shown):
        folds = shown(("accordion", self.ITEMS)).find_all("details")
        assert [fold.summary.get_text() for fold in folds] == ["Apa & <itu>?", "Kapan?"]
        assert folds[0].select_one(".rich-text").get_text() == "Buku kas."

    def test_without_items_is_refused(self):
        block = BLOCKS["accordion"]
        with pytest.raises(ValidationError):
            block.clean(block.normalize({"items": []}))


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("quote", {"quote": "Satu", "speaker": "Bu Sari"}, {"Satu", "Bu Sari"}),
        ("code", {"language": "html", "code": "<p>Halo"}, {"<p>Halo"}),
        ("callout", {"kind": "tip", "text": "<p>Kunci</p>"}, {"Kunci"}),
        ("table", TABLE, {"Kas minggu pertama", "Hari", "Senin", "Rp250.000"}),
        ("accordion", TestAccordion.ITEMS, {"Kapan?", "Malam."}),
    ],
)
def test_search_finds_its_words(name, value, words):
    block = BLOCKS[name]
    found = block.get_searchable_content(block.normalize(value))
    assert words <= set(found)
    assert not {"Tip", "HTML"} & set(found)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        (
            "quote",
            {"quote": "Satu", "speaker": "Ani", "source": "https://contoh.example/"},
            {"text": "Satu", "speaker": "Ani", "source_url": "https://contoh.example/"},
        ),
        (
            "table",
            TABLE,
            {
                "caption": "Kas minggu pertama",
                "columns": TABLE["table"]["columns"],
                "row_headings": True,
                "rows": [["Senin", "Rp250.000", "<b>ramai</b>"]],
            },
        ),
    ],
)
def test_wagtails_own_api_is_told_the_same(name, value, expected):
    block = BLOCKS[name]
    assert block.get_api_representation(block.normalize(value)) == expected
