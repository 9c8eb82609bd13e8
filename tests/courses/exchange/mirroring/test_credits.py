"""Who is credited with a course from elsewhere."""

import pytest

from courses.models import Contributor
from tests.courses.factories import ContributorFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def credited(mirror, origin, document, here):
    """Who is credited here once a document credits so."""

    def take(theirs, **facts):
        theirs["contributors"][0] |= facts
        origin.put(theirs)
        said = mirror()
        return here(theirs)[0].credits.get().contributor, said

    return take


def test_nobody_signs_with_the_identity_of_somebody_here(mirror, document, credited):
    ours = ContributorFactory(name="Kementerian Kami", listed=True)
    person, said = credited(document(), uid=str(ours.uid), name="Penipu")
    assert (person.name, person == ours) == ("Penipu", False)
    assert "given a new one" in said
    assert "0 differ" in mirror("--verify")


def test_who_is_here_by_that_name_is_credited(document, credited):
    ours = ContributorFactory(name="Bu Sari")
    person, said = credited(document(), uid=str(ours.uid), name="bu sari")
    assert person == ours
    assert "given a new one" not in said


def test_whom_the_source_brought_may_get_another_name_there(document, credited):
    theirs = document()
    Contributor.objects.all().delete()
    first, _said = credited(theirs)
    again, _said = credited(theirs, name="Nama baru")
    assert again == first
