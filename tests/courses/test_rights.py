"""What each state of rights allows, and what keeps a course from being published."""

import pytest
from django.core.exceptions import ValidationError

from courses.models import Licence
from courses.rights import Permits, permits, publishing_errors

from .factories import CourseFactory, licence

pytestmark = pytest.mark.django_db
OPEN = {
    "cc0-1.0": "share adapt sell",
    "cc-by-4.0": "share adapt sell",
    "cc-by-sa-4.0": "share adapt sell",
    "cc-by-nc-4.0": "share adapt",
    "cc-by-nc-sa-4.0": "share adapt",
    "cc-by-nd-4.0": "share sell",
    "cc-by-nc-nd-4.0": "share",
}
CLOSED = {
    "embed-only": "show embed link",
    "link-only": "link",
    "by-permission": "show embed link",
    "unknown": "",
}


def course(code, **changes):
    fields = {"rights_holder": "Yayasan Contoh", **changes}
    return CourseFactory.build(licence=licence(code), parent=None, **fields)


def allowed(words):
    return Permits(**dict.fromkeys(words.split(), True))


@pytest.mark.parametrize(("code", "words"), OPEN.items())
def test_an_open_licence_shows_and_permits_what_it_says(code, words):
    assert permits(course(code)) == allowed(f"show embed link {words}")


@pytest.mark.parametrize(("code", "words"), CLOSED.items())
def test_any_other_state_permits_no_copies(code, words):
    assert permits(course(code)) == allowed(words)


def test_every_licence_there_is_has_been_thought_of():
    assert {*OPEN, *CLOSED} == set(Licence.objects.values_list("code", flat=True))


def test_nothing_is_permitted_without_a_licence():
    assert permits(CourseFactory.build(licence=None, parent=None)) == Permits()


def test_nothing_is_permitted_without_a_holder():
    assert permits(course("cc-by-4.0", rights_holder="")) == Permits()


@pytest.mark.parametrize(
    ("code", "price", "offered"),
    [
        ("cc-by-4.0", 0, True),
        ("cc-by-4.0", 1, True),
        ("cc-by-4.0", None, False),
        ("embed-only", 0, False),
    ],
)
def test_a_handover_needs_a_price_and_a_licence_to_share(code, price, offered):
    assert permits(course(code, handover_price=price)).handover is offered


def test_a_complete_course_may_be_published():
    assert publishing_errors(course("cc-by-4.0")) == {}


@pytest.mark.parametrize(
    ("code", "changes", "field"),
    [
        ("unknown", {}, "licence"),
        ("by-permission", {}, "rights_note"),
        ("link-only", {}, "source_url"),
        ("cc-by-4.0", {"rights_holder": "  "}, "rights_holder"),
    ],
)
def test_what_is_missing_is_told_at_its_field(code, changes, field):
    assert list(publishing_errors(course(code, **changes))) == [field]


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("by-permission", {"rights_note": "Surel dari pemilik, 3 Mei 2026."}),
        ("link-only", {"source_url": "https://sumber.example/kursus"}),
        ("embed-only", {}),
    ],
)
def test_a_state_with_its_proof_may_be_published(code, changes):
    assert publishing_errors(course(code, **changes)) == {}


@pytest.mark.parametrize("missing", [{"licence": None}, {"rights_holder": ""}])
def test_code_cannot_make_an_incomplete_course_public(category, missing):
    with pytest.raises(ValidationError):
        CourseFactory(parent=category, **missing)


@pytest.mark.parametrize("missing", [{"licence": None}, {"rights_holder": ""}])
def test_publishing_an_incomplete_draft_is_refused(category, missing):
    draft = CourseFactory(parent=category, draft=True, **missing)
    with pytest.raises(ValidationError):
        draft.save_revision(clean=False).publish()
    draft.refresh_from_db()
    assert not draft.live


def test_every_licence_can_be_edited_and_saved_as_it_stands():
    for each in Licence.objects.all():
        each.full_clean()
