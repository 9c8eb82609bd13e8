"""The report “Searches without result”, and what editors make of it."""

import csv
import datetime as dt
import io

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.users.models import UserProfile

from home.setup import setup_site
from search.models import MissedSearch
from tests.beginnings import begins_with
from tests.courses.factories import CourseFactory, UserFactory

pytestmark = pytest.mark.django_db
URL = "/admin/reports/searches-without-result/"
PROMOTE = "/admin/suggest-a-page/"


@pytest.fixture
@begins_with(setup_site)
def sign_in(client):
    def as_member(name):
        user = UserFactory()
        user.groups.add(Group.objects.get(name=name))
        UserProfile.objects.create(user=user, preferred_language="en")
        client.force_login(user)

    return as_member


@pytest.fixture
def editor(sign_in):
    sign_in("Editors")


def missed(phrase, times, days_ago=0):
    day = timezone.localdate() - dt.timedelta(days=days_ago)
    MissedSearch.objects.create(day=day, phrase=phrase, times=times)


@pytest.fixture
def misses(db):
    missed("las", 2)
    missed("las", 3, days_ago=10)
    missed("barista", 4)
    missed("ukulele", 1, days_ago=20)


def found(client, query=""):
    rows = client.get(URL + query).context["object_list"]
    return {row["phrase"]: row["number"] for row in rows}


def test_editors_find_the_report_in_the_menu(client, editor):
    page = client.get(reverse("wagtailadmin_home")).content.decode()
    assert URL in page


def test_wagtails_report_on_hits_that_are_not_counted_is_not_in_the_menu(
    client, admin_user
):
    client.force_login(admin_user)
    page = client.get(reverse("wagtailadmin_home")).content.decode()
    assert URL in page
    assert reverse("wagtailsearchpromotions:search_terms") not in page


def test_contributors_are_told_nothing(client, sign_in):
    sign_in("Kontributor Pengembangan Diri")
    assert URL not in client.get(reverse("wagtailadmin_home")).content.decode()
    assert client.get(URL).status_code == 302
    assert client.get(PROMOTE).status_code == 302


def test_days_are_added_up_and_the_most_wanted_comes_first(client, editor, misses):
    assert list(found(client).items()) == [("las", 5), ("barista", 4), ("ukulele", 1)]
    row = client.get(URL).context["object_list"][0]
    assert (row["days"], row["last_day"]) == (2, timezone.localdate())


def days_ago(number):
    return timezone.localdate() - dt.timedelta(days=number)


@pytest.mark.parametrize(
    ("query", "phrases"),
    [
        ("at_least=4", {"las": 5, "barista": 4}),
        ("q=uku", {"ukulele": 1}),
        ("at_least=nonsense", {"las": 5, "barista": 4, "ukulele": 1}),
        ("ordering=phrase", {"barista": 4, "las": 5, "ukulele": 1}),
    ],
)
def test_the_report_can_be_sifted_and_sorted(client, editor, misses, query, phrases):
    assert list(found(client, f"?{query}").items()) == list(phrases.items())


def test_a_period_counts_what_lies_in_it(client, editor, misses):
    assert found(client, f"?day_from={days_ago(3)}") == {"barista": 4, "las": 2}
    assert found(client, f"?day_to={days_ago(15)}") == {"ukulele": 1}
    within = f"?day_from={days_ago(3)}&at_least=4"
    assert found(client, within) == {"barista": 4}


def test_each_phrase_leads_to_the_search_itself(client, editor):
    missed("las & tempa", 1)
    assert "/cari/?q=las+%26+tempa" in client.get(URL).content.decode()


def test_a_phrase_is_shown_as_text(client, editor):
    missed("<b>las</b>", 1)
    assert "&lt;b&gt;las&lt;/b&gt;" in client.get(URL).content.decode()


def test_the_csv_file_runs_no_formula(client, editor):
    missed("=1+1", 2)
    file = b"".join(client.get(URL + "?export=csv").streaming_content).decode()
    heading, row = csv.reader(io.StringIO(file))
    assert heading == ["Searched for", "How often", "On how many days", "Last on"]
    assert row == ["'=1+1", "2", "1", str(timezone.localdate())]


def test_there_is_an_xlsx_file(client, editor, misses):
    file = b"".join(client.get(URL + "?export=xlsx").streaming_content)
    assert file.startswith(b"PK")


def test_one_click_leads_to_a_form_with_the_words_in_it(client, editor):
    missed("las & tempa", 1)
    url = f"{PROMOTE}?query=las+%26+tempa"
    assert url in client.get(URL).content.decode()
    form = client.get(url).content.decode()
    assert 'value="las &amp; tempa"' in form
    assert f'action="{reverse("wagtailsearchpromotions:add")}"' in form


def test_without_the_right_to_promote_nothing_is_offered(client, editor, misses):
    group = Group.objects.get(name="Editors")
    group.permissions.remove(*group.permissions.filter(codename__contains="promotion"))
    assert PROMOTE not in client.get(URL).content.decode()


def test_what_an_editor_suggests_is_found_by_the_next_visitor(client, editor):
    course = CourseFactory(title="Mengelas")
    forms = {"TOTAL_FORMS": 1, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0}
    forms |= {"MAX_NUM_FORMS": 1000, "0-page": course.pk, "0-ORDER": 1}
    data = {f"editors_picks-{name}": value for name, value in forms.items()}
    add = reverse("wagtailsearchpromotions:add")
    client.post(add, {"query_string": "las", **data})
    assert SearchPromotion.objects.get().page_id == course.pk
    client.logout()
    answer = client.get("/cari/", {"q": "las"})
    assert [each.title for each in answer.context["promotions"]] == ["Mengelas"]
