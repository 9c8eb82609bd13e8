import pytest

from courses.exchange.bylines import Byline, asks_for_account, read_byline
from courses.naming import squeezed


@pytest.mark.parametrize(
    ("provider", "names", "notes"),
    [
        ("Sekolah Koding", ["Sekolah Koding"], []),
        ("Imam Farisi, Kelas Terbuka", ["Imam Farisi", "Kelas Terbuka"], []),
        ("Dicoding, membutuhkan registrasi", ["Dicoding"], ["membutuhkan registrasi"]),
        ("Dicoding (membutuhkan registrasi)", ["Dicoding"], ["membutuhkan registrasi"]),
        ("Rifqi Eka (BuildWithAngga)", ["Rifqi Eka"], ["BuildWithAngga"]),
        ("Aleksandr Artamokhov (HTML)", ["Aleksandr Artamokhov"], ["HTML"]),
        ("David J. Malan [(YouTube)]", ["David J. Malan"], ["YouTube"]),
        ("Imran Sayed - playlist", ["Imran Sayed"], ["playlist"]),
        ("Luigi De Russis @ Politecnico", ["Luigi De Russis"], ["Politecnico"]),
        ("NVIDIA **FREE FOR NOW**", ["NVIDIA"], ["FREE FOR NOW"]),
        ("Lex Fridman, et al.", ["Lex Fridman"], ["et al."]),
        ("Red Hat, Inc.", ["Red Hat, Inc."], []),
        ("Budi, budi", ["Budi"], []),
        ("Joël Porquet-Lupine", ["Joël Porquet-Lupine"], []),
        ("(progate)", ["progate"], []),
        ("(perlu login)", [], ["perlu login"]),
        ("-", [], []),
        ("n/a", [], []),
        ("", [], []),
    ],
)
def test_names_are_told_from_notes(provider, names, notes):
    assert read_byline(provider) == Byline(tuple(names), tuple(notes))


def test_the_note_column_follows_the_notes_of_the_provider():
    byline = read_byline("Budi (HTML)", " :card_file_box: *archived*")
    assert byline.notes == ("HTML", "archived")


@pytest.mark.parametrize(
    "note",
    [
        "membutuhkan registrasi",
        "wajib daftar akun",
        "perlu login",
        "registrasi",
        "account required",
        "GitHub account or email address required",
        "phone number and email address required",
        "Need to create a CodeAcademy account to access",
        "harus sign up dulu",
    ],
)
def test_a_demanded_account_is_noticed(note):
    assert asks_for_account(note)


@pytest.mark.parametrize(
    "note",
    [
        "signup requested, not required",
        "email address requested",
        "tanpa registrasi",
        "tidak perlu akun",
        "Google account",
        "daftar putar",
        "with practical",
        "Malas Ngoding",
        "",
    ],
)
def test_no_account_is_invented(note):
    assert not asks_for_account(note)


def test_stars_around_a_word_hide_nothing():
    assert read_byline("Budi", "account *required*").needs_account


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ID-Networkers", "id networkers"),
        ("Petani Kode", "petanikode"),
        ("Ipung DEV Academy", "Ipung Dev Academy"),
    ],
)
def test_spellings_of_one_name_are_one(one, other):
    assert squeezed(one) == squeezed(other)


def test_c_is_not_c_plus_plus():
    assert squeezed("Belajar C") != squeezed("Belajar C++")
