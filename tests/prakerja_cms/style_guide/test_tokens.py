import pytest

from prakerja_cms.style_guide import tokens

pytestmark = pytest.mark.nodatabase


def test_black_on_white_stands_out_most():
    assert tokens.contrast("#000", "#ffffff") == pytest.approx(21)


def test_the_order_of_two_colours_does_not_matter():
    assert tokens.contrast("#26418f", "#fff") == tokens.contrast("#fff", "#26418f")


@pytest.mark.parametrize("colour", tokens.colours(), ids=lambda colour: colour.name)
def test_every_colour_stands_out_from_its_ground_in_both_themes(colour):
    assert len(colour.ratios) == (2 if colour.wanted else 0)
    assert all(ratio >= colour.wanted for ratio in colour.ratios)


def test_every_colour_of_the_style_sheet_has_a_meaning():
    pairs = tokens.COLOUR.findall(tokens.text_of(tokens.TOKENS))
    assert {name for name, _light, _dark in pairs} == set(tokens.MEANINGS)


def test_icons_are_named_once():
    assert "clock" in tokens.icons()
    assert len(set(tokens.icons())) == len(tokens.icons())
