"""How long anybody waits for a file, and how often it is asked for."""

import io
import time

import pytest

from courses.exchange.errors import Unreachable
from courses.exchange.mirroring import deciding
from courses.exchange.mirroring.agent import client_of as configured
from courses.exchange.mirroring.deciding import version_take
from tests.courses.factories import UserFactory


@pytest.fixture
def slow(origin):
    """Serve files that begin after half a second; their names, as they are asked."""

    def answer(handler):
        asked.append(handler.path)
        time.sleep(0.5)
        return 200, {"Content-Type": "application/pdf"}, b"%PDF-"

    asked = []
    for name in ("/a.pdf", "/b.pdf"):
        origin.answers[name] = answer
    return asked


@pytest.mark.nodatabase
def test_who_hung_up_does_not_ask_again(client_of, slow):
    client = client_of(file_seconds=0.1)
    with pytest.raises(Unreachable, match="too slow"):
        client.media({"url": "/a.pdf"}, io.BytesIO())
    assert slow == ["/a.pdf"]


@pytest.mark.nodatabase
def test_files_have_a_setting_of_their_own(origin, settings):
    settings.PRAKERJA_COURSES = {"MIRROR_FILE_TIMEOUT": 7}
    assert configured(origin.url, allow_private=True).file_seconds == 7


def attached(origin, name):
    return {
        "type": "document",
        "url": f"{origin.host}/{name}",
        "title": name,
        "filename": name,
        "sha256": None,
        "size": 5,
    }


@pytest.mark.django_db
def test_in_the_admin_all_files_together_have_one_limit(
    mirror, origin, document, here, slow, monkeypatch
):
    theirs = document()
    origin.put(theirs)
    mirror("--media=copy")
    page, _row = here(theirs)
    page.title = "Judul kami"
    page.save_revision().publish()
    files = [attached(origin, name) for name in ("a.pdf", "b.pdf")]
    origin.put({**theirs, "blocks": [*theirs["blocks"], *files]})
    mirror("--media=copy")
    monkeypatch.setattr(deciding, "FILE_SECONDS", 0.1)
    user = UserFactory(is_superuser=True)
    problems = version_take(row=here(theirs)[1], user=user, publish=True)
    assert slow == ["/a.pdf"]
    assert problems == [
        "The other site is too slow: its answer did not end in time.",
        "What could not be copied stays a link to the source.",
    ]
    assert here(theirs)[1].state == "in_step"
