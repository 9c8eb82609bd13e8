"""Plain text becomes paragraphs and lists, and never markup of its own."""

import pytest

from courses.submissions.texts import rich_text


@pytest.mark.parametrize(
    ("plain", "html"),
    [
        ("", ""),
        ("  \n\n ", ""),
        ("Satu", "<p>Satu</p>"),
        ("Satu\n\n\nDua", "<p>Satu</p><p>Dua</p>"),
        ("Satu\r\nlagi", "<p>Satu<br/>lagi</p>"),
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        (
            "Bahan:\n* a\n• b\nSelesai",
            "<p>Bahan:</p><ul><li>a</li><li>b</li></ul><p>Selesai</p>",
        ),
        ("-5 derajat", "<p>-5 derajat</p>"),
        ("<i>&", "<p>&lt;i&gt;&amp;</p>"),
    ],
)
def test_a_text_is_set(plain, html):
    assert rich_text(plain) == html
