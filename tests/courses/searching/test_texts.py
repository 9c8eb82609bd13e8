"""What is searched of a page."""

import pytest

from courses.searching.texts import sentence

pytestmark = pytest.mark.nodatabase


@pytest.mark.parametrize(
    ("part", "line"),
    [
        ("<h2>Dua alat</h2>", "Dua alat."),
        ("Sudah selesai?", "Sudah selesai?"),
        ("  dua\n baris ", "dua baris."),
        ("<p></p>", ""),
    ],
)
def test_a_block_ends_like_a_sentence(part, line):
    assert sentence(part) == line
