"""A browser test waits for what it means; a look made once has bad luck one day."""

import ast
from pathlib import Path

import pytest

pytestmark = pytest.mark.nodatabase

TESTS = sorted((Path(__file__).parent / "browser").glob("*.py"))
LOOKS = {"all_inner_texts", "all_text_contents", "content", "count", "get_attribute"}
LOOKS |= {"input_value", "inner_html", "inner_text", "text_content", "title"}
NO_PAGES = {"request", "site"}  # their address is known from the start


def is_look(node):
    """A call that answers at once, or the address that a page has at this moment."""
    if isinstance(node, ast.Attribute) and node.attr == "url":
        return getattr(node.value, "id", None) not in NO_PAGES
    called = isinstance(node, ast.Call) and getattr(node.func, "attr", "")
    asks = called and called.startswith("is_") and not node.args
    return asks or called in LOOKS


def looks(code):
    asserts = [node for node in ast.walk(ast.parse(code)) if type(node) is ast.Assert]
    return [node.lineno for one in asserts for node in ast.walk(one) if is_look(node)]


@pytest.mark.parametrize("path", TESTS, ids=lambda path: path.stem)
def test_what_is_asserted_of_a_page_waits_for_it(path):
    assert looks(path.read_text()) == [], "use expect() or tests/browser/steps.py"


@pytest.mark.parametrize("look", ["p.locator('h1').count()", "p.url", "p.is_visible()"])
def test_a_look_made_once_is_seen(look):
    assert looks(f"def test():\n    assert wait(lambda: not {look})") == [2]
