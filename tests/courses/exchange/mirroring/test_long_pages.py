"""A feed whose pages are too large for us is read in smaller ones."""

from urllib.parse import parse_qs, urlsplit

import pytest

from courses.exchange.errors import TooLarge

from .origin import as_json

pytestmark = pytest.mark.nodatabase
LONG = "x" * 300_000
SMALL = "0000ffff-ceea-467f-9b3d-0b1a2c3d4e5f"


@pytest.fixture
def long_feed(origin):
    """Four things of 0.3 MB each, from a site that cuts by number only."""
    for number in range(4):
        origin.put({"uid": f"{number:08x}-ceea-467f-9b3d-0b1a2c3d4e5f", "text": LONG})

    def feed(handler):
        query = parse_qs(urlsplit(handler.path).query)
        after, limit = (
            int(query["afterChangeNumber"][0]),
            query.get("limit", ["500"])[0],
        )
        items = [item for item in origin.items if item["modified"] > after]
        items = items[: int(limit)]
        end = items[-1]["modified"] if items else after
        address = f"{origin.url}changes/?afterChangeNumber={end}&limit={limit}"
        return as_json({"next": address, "items": items})

    origin.answers["/api/v1/changes/"] = feed


def test_half_as_much_is_asked_for_until_it_fits(client_of, origin, long_feed):
    found = list(client_of(json_megabytes=1).changes(kind="course"))
    assert [change.number for change in found] == [101, 102, 103, 104]
    limits = [parse_qs(urlsplit(path).query).get("limit") for path in origin.requests]
    assert limits[:3] == [None, ["250"], ["125"]]
    assert "kind=course" in origin.requests[2]
    assert ["3"] in limits and ["1"] not in limits


def test_one_thing_that_is_too_large_is_told_of_and_stepped_over(
    client_of, origin, long_feed
):
    origin.put({"uid": SMALL, "text": "x"})
    found = list(client_of(json_megabytes=0.1).changes(kind="course"))
    assert [change.number for change in found] == [101, 102, 103, 104, 105]
    first, last = found[0], found[-1]
    assert (first.data, first.deleted) == ({}, False)
    assert first.unread == "It is larger than <1 MB."
    assert first.digest == origin.items[0]["digest"]
    assert (last.data["text"], last.unread) == ("x", "")
    assert "/api/v1/changes/?afterChangeNumber=104&kind=course" in origin.requests


DATA = {"data": {"text": LONG}}
HEAD = {"state": "updated", "kind": "course", "id": SMALL, "modified": 7}


@pytest.mark.parametrize(
    "items",
    [
        [{**DATA, **HEAD}],
        [{**HEAD, "modified": "7", **DATA}],
        [{"state": "updated", **DATA}],
        [{**HEAD, "x": "y" * 70_000, **DATA}],
        [LONG],
        LONG,
    ],
    ids=["data first", "text", "no id", "late", "no object", "no list"],
)
def test_what_nothing_is_known_of_ends_it(client_of, origin, items):
    origin.answers["/api/v1/changes/"] = as_json({"next": "/", "items": items})
    with pytest.raises(TooLarge):
        list(client_of(json_megabytes=0.1).changes())


@pytest.mark.parametrize(
    "body", [b"[" * 200_000, b'{"a"' * 50_000, b'{"\x01":1,' * 20_000]
)
def test_what_is_no_feed_ends_it_too(client_of, origin, body):
    kind = {"Content-Type": "application/json"}
    origin.answers["/api/v1/changes/"] = 200, kind, body
    with pytest.raises(TooLarge):
        list(client_of(json_megabytes=0.1).changes())


@pytest.mark.parametrize("limit", ["x", "²", "9" * 5000, "-1"])
def test_a_limit_that_is_no_number_leads_nowhere_else(client_of, origin, limit):
    origin.answers["/api/v1/changes/"] = as_json({"items": [], "next": LONG * 2})
    address = f"{origin.url}changes/?limit={limit}"
    with pytest.raises(TooLarge):
        client_of(json_megabytes=0.1).changes_page(address)
    assert origin.requests[1].endswith("?limit=250")
