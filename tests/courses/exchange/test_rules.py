"""What becomes of one row."""

import pytest

from courses.models import Contributor, CoursePage, ImportedAddress
from tests.courses.factories import ContributorFactory, CourseFactory

from .conftest import row

ARTICLE = {"url": "https://www.petanikode.com/html-dasar/", "provider": "Petani Kode"}


def only_course():
    return CoursePage.objects.get()


def tags(course):
    return sorted(course.tags.names())


def credited(course):
    return [credit.contributor.name for credit in course.credits.all()]


@pytest.mark.parametrize(
    "url",
    [
        "https://www.youtube.com/watch?v=KGSfUgaiVNI",
        "https://youtu.be/KGSfUgaiVNI",
        "https://youtube.com/playlist?list=PLFIM0718LjIUHFRMzPJ0wGjx9_NlC5d1h",
    ],
)
def test_youtube_becomes_a_video_that_may_only_be_embedded(bring, url):
    bring(row(url=url))
    course = only_course()
    assert course.format == "video"
    assert course.licence.code == "embed-only"
    assert course.source_url == url
    assert course.body[0].block_type == "video"
    assert course.body[0].value.video.provider == "youtube"


@pytest.mark.parametrize(
    "url",
    [
        "https://www.petanikode.com/html-dasar/",
        "https://vimeo.com/123456789",
        "https://www.youtube.com/@sekolahkoding",
    ],
)
def test_anything_else_becomes_a_link(bring, url):
    bring(row(url=url))
    course = only_course()
    assert course.format == "external"
    assert course.licence.code == "link-only"
    assert not course.body


def test_the_topic_becomes_a_tag(bring):
    bring(row(topic="C / C++"))
    assert tags(only_course()) == ["C / C++"]


def test_a_topic_in_other_capitals_uses_the_tag_there_is(bring):
    bring(row(topic="Codeigniter"), row(topic="CodeIgniter", **ARTICLE))
    assert {tuple(tags(course)) for course in CoursePage.objects.all()} == {
        ("Codeigniter",)
    }


def test_the_provider_becomes_holder_and_contributor(bring):
    bring(row(provider="Kelas Terbuka"))
    course = only_course()
    assert course.rights_holder == "Kelas Terbuka"
    assert credited(course) == ["Kelas Terbuka"]


def test_a_contributor_is_used_again_however_the_name_is_spelled(bring):
    known = ContributorFactory(name="ID-Networkers")
    bring(row(provider="id networkers"))
    assert only_course().credits.get().contributor == known
    assert Contributor.objects.count() == 1


def test_two_contributors_never_share_a_page(bring):
    ContributorFactory(name="Orang Lain", slug="kelas-terbuka")
    bring(row())
    assert Contributor.objects.get(name="Kelas Terbuka").slug == "kelas-terbuka-2"


def test_a_missing_provider_leaves_the_owner_of_the_site_and_a_flag(bring):
    output = bring(row(provider="", url=ARTICLE["url"]))
    assert only_course().rights_holder == "Pemilik situs petanikode.com"
    assert not Contributor.objects.exists()
    assert "Row 2, flagged: no provider: find out who made it\n" in output
    assert "1 flagged" in output


def test_notes_of_both_columns_are_kept(bring):
    bring(row(provider="Rifqi Eka (BuildWithAngga)", note="Dalam Proses"))
    course = only_course()
    assert course.rights_holder == "Rifqi Eka"
    assert course.rights_note == (
        "Catatan dari daftar asal: BuildWithAngga; Dalam Proses."
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"provider": "Dicoding, membutuhkan registrasi"},
        {"note": "phone number and email address required"},
    ],
)
def test_a_demanded_account_is_said(bring, changes):
    bring(row(**changes))
    course = only_course()
    assert course.needs_account
    assert course.summary.endswith("Anda perlu mendaftar dulu di sana.")


def test_the_summary_says_what_it_is_and_who_gives_it(bring):
    bring(row())
    assert only_course().summary == (
        "Kursus video tentang Python dari Kelas Terbuka, gratis di YouTube."
    )


def test_the_summary_names_site_and_language(bring):
    bring(row(language="en", topic="", **ARTICLE))
    assert only_course().summary == (
        "Kursus berbahasa Inggris dari Petani Kode, gratis di petanikode.com."
    )


def test_a_summary_has_its_length(bring):
    bring(row(provider=", ".join(f"Pengajar Nomor {number}" for number in range(60))))
    course = only_course()
    assert len(course.summary) <= 300
    assert len(course.rights_holder) <= 200
    assert "Pengajar Nomor 59" in course.rights_note


@pytest.mark.parametrize(
    ("language", "code"), [("ID", "id"), ("en-US", "en"), ("Bahasa Indonesia", "id")]
)
def test_languages_are_understood(bring, language, code):
    bring(row(language=language))
    assert only_course().language == code


def test_a_missing_language_is_that_of_the_category(bring):
    output = bring(row(language=""))
    assert only_course().language == "id"
    assert "Row 2, flagged: no language given, taken as “id”\n" in output


def test_an_archived_copy_is_a_link_to_the_archive(bring):
    url = "https://web.archive.org/web/20210812200413/http://cs75.tv/2010/fall/"
    output = bring(row(url=url, provider=""))
    course = only_course()
    assert course.source_url == url
    assert course.rights_holder == "Pemilik situs cs75.tv"
    assert course.summary.endswith("gratis lewat salinan di arsip web.")
    assert "an archived copy" in output


def test_a_long_title_is_cut_between_words_and_kept_in_full(bring):
    title = "Belajar " * 40
    output = bring(row(title=title))
    course = only_course()
    assert course.title == "Belajar " * 30 + "Belajar…"
    assert title.strip() in course.rights_note
    assert "the title was shortened" in output


def test_a_long_title_without_spaces_is_cut_all_the_same(bring):
    bring(row(title="x" * 300))
    assert only_course().title == "x" * 254 + "…"


def test_pages_of_one_title_have_addresses_of_their_own(bring):
    bring(row(title="HTML Dasar"), row(title="HTML Dasar", **ARTICLE))
    slugs = set(CoursePage.objects.values_list("slug", flat=True))
    assert slugs == {"html-dasar", "html-dasar-1"}


def test_a_title_of_signs_only_still_has_an_address(bring):
    bring(row(title="#!"))
    assert only_course().slug == "kursus"


def test_a_course_is_a_draft_with_one_revision(bring):
    bring(row())
    course = only_course()
    assert (course.live, course.has_unpublished_changes) == (False, True)
    assert course.revisions.count() == 1
    assert course.get_latest_revision_as_object().title == course.title


def test_publish_puts_it_before_the_public(bring):
    bring(row(), options=["--publish"])
    course = only_course()
    assert (course.live, course.has_unpublished_changes) == (True, False)
    assert course.live_revision == course.latest_revision


def test_the_key_is_remembered_with_the_identity_of_the_course(bring):
    bring(row(url="https://youtu.be/KGSfUgaiVNI"))
    course = only_course()
    address = ImportedAddress.objects.get()
    assert address.key == course.import_key == "youtube:video:KGSfUgaiVNI"
    assert address.course_uid == course.uid


def test_an_address_without_its_scheme_is_understood(bring):
    bring(row(url="www.petanikode.com/html-dasar"))
    assert only_course().source_url == "https://www.petanikode.com/html-dasar"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"title": " "}, "The title is missing."),
        ({"url": ""}, "The address is missing."),
        ({"url": "tanya admin"}, "“tanya admin” is not a web address."),
        ({"url": "javascript:alert(1)"}, "“javascript:alert(1)” is not a web address."),
        ({"url": "https://a.id:99999/"}, "“https://a.id:99999/” is not a web address."),
        ({"url": "https://a@b.id/"}, "The address holds a user name. Remove it."),
        (
            {"url": "https://a.id/" + "x" * 500},
            "The address is longer than 500 characters.",
        ),
        ({"provider": "(" * 2001}, "The provider is longer than 2,000 characters."),
        (
            {"language": "fr"},
            "The language “fr” is not one of id, en, jv, su.",
        ),
    ],
)
def test_a_row_nothing_can_be_made_of_is_rejected_with_its_reason(
    bring, changes, reason
):
    output = bring(row(**changes), row(**ARTICLE))
    assert f"Row 2, rejected: {reason}\n" in output
    assert CoursePage.objects.count() == 1
    assert "1 made, 0 unchanged, 0 merged, 0 conflicting, 1 rejected" in output


def test_a_row_with_a_loose_comma_is_rejected(run, write_csv):
    path = write_csv()
    path.write_text(
        path.read_text() + "Satu,dua,https://a.id/,Kelas,Topik,id,\n"
        "Satu,https://a.id/,Kelas,Topik,id,,catatan\n"
    )
    assert (
        "Row 3, rejected: It has more cells than the first row. "
        "Is a comma not quoted?\n"
    ) in run(path)


def test_the_command_imports_what_was_made_by_hand_already_and_says_so(bring, category):
    CourseFactory(parent=category, title="Sudah ada", source_url="https://a.id/1")
    output = bring(row(url="https://a.id/1"))
    assert "Row 2, flagged: “Sudah ada” uses this address already\n" in output
    assert "1 made, 0 unchanged, 0 merged, 0 conflicting, 0 rejected" in output
    assert CoursePage.objects.count() == 2
