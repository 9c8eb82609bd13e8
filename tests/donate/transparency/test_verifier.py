"""What a stranger finds with the files alone, and what with a fingerprint noted."""

import json
import random

import pytest

from donate import verifier
from donate.ledger.statements import statement
from donate.models import JournalEntry

from . import books

pytestmark = pytest.mark.django_db


@pytest.fixture
def files():
    books.two_months()
    return books.files()


def problems(files, **options):
    report, _output = verifier.check(files, **options)
    return {code for code, _message in report.problems}


@pytest.fixture
def folder(files, tmp_path):
    """All files in one folder, with the list of files and the program beside them."""
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "index.json").write_text("{}")
    (tmp_path / "periksa.py").write_text("")
    return tmp_path


@pytest.mark.parametrize("place", ["", "*.json", "2026-0?.json"])
def test_a_folder_or_a_pattern_that_no_shell_filled_in_is_enough(folder, capsys, place):
    assert verifier.main([str(folder / place)]) == 0
    assert "2 bulan yang ditutup" in capsys.readouterr().out


@pytest.mark.parametrize("place", ["*.txt", "2020-01.json", "kosong"])
def test_a_place_without_files_is_told_in_words(folder, capsys, place):
    (folder / "kosong").mkdir()
    assert verifier.main([str(folder / place)]) == 2
    assert "tidak ada berkas bulan yang ditutup" in capsys.readouterr().out


def test_a_folder_with_the_list_alone_is_not_called_good(tmp_path):
    (tmp_path / "index.json").write_text('{"files": []}')
    assert verifier.main([str(tmp_path)]) == 2


def forged(content, change):
    """Change a file and make its own digest fit again, as a forger would."""
    facts = json.loads(content)
    change(facts)
    facts["digest"] = verifier.digest({k: v for k, v in facts.items() if k != "digest"})
    return verifier.written(facts)


def test_untouched_files_have_no_problem(files):
    assert problems(files) == set()


def test_the_figures_are_those_of_the_statement(files):
    months = [
        verifier.Month.read(name, content)
        for name, content in files.items()
        if name.endswith(".json")
    ]
    found = {month: row for month, _currency, row in verifier.figures(months)}
    for month in statement("live").main.months:
        row = found[f"{month.first_day:%Y-%m}"]
        assert row == {name: getattr(month, name) for name in row}


def test_any_changed_byte_is_found(files):
    chance = random.Random(5)
    content = files["2026-05.json"]
    for place in chance.sample(range(len(content)), 150):
        other = bytes([content[place] ^ 1])
        changed = content[:place] + other + content[place + 1 :]
        assert problems({**files, "2026-05.json": changed}), place


def test_a_changed_byte_of_a_table_is_found(files):
    content = files["2026-05.csv"].replace(b"1250000.00", b"1250001.00")
    assert problems({**files, "2026-05.csv": content}) == {"bytes"}


def test_a_changed_amount_does_not_fit_its_fingerprint(files):
    def change(facts):
        for line in facts["entries"][0]["lines"]:
            line["amount_minor"] *= 2

    content = forged(files["2026-06.json"], change)
    assert "entry" in problems({"2026-06.json": content})


def test_a_missing_last_entry_is_found(files):
    def change(facts):
        facts["chain"].pop()

    content = forged(files["2026-06.json"], change)
    assert problems({"2026-06.json": content}) >= {"length", "close"}


def test_a_missing_last_entry_is_found_where_the_length_was_mended_too(files):
    def change(facts):
        facts["chain"].pop()
        facts["close"]["last_seq"] -= 1

    content = forged(files["2026-06.json"], change)
    assert "close" in problems({"2026-06.json": content})


def test_reordered_entries_are_found(files):
    def change(facts):
        facts["entries"].reverse()

    content = forged(files["2026-06.json"], change)
    assert "order" in problems({"2026-06.json": content})


def test_reordered_fingerprints_are_found(files):
    def change(facts):
        facts["chain"][0], facts["chain"][1] = facts["chain"][1], facts["chain"][0]

    content = forged(files["2026-05.json"], change)
    assert "chain" in problems({"2026-05.json": content})


def test_changed_sums_do_not_fit_the_close(files):
    def change(facts):
        facts["close"]["totals"]["income:ads IDR"] += 1

    content = forged(files["2026-05.json"], change)
    assert problems({"2026-05.json": content}) == {"close", "totals"}


def test_an_entry_of_another_month_is_found(files):
    june = json.loads(files["2026-06.json"])["entries"]

    def change(facts):
        facts["entries"].append(june[0])

    content = forged(files["2026-05.json"], change)
    assert "month" in problems({"2026-05.json": content})


def test_a_month_made_anew_does_not_fit_the_month_after_it(files):
    def change(facts):
        facts["crowd"] = 6

    content = forged(files["2026-05.json"], change)
    assert problems({**files, "2026-05.json": content}) == {"link"}


def test_a_month_left_out_is_found(files):
    july = books.MAY.replace(month=7)
    books.factories.cost(1_00, book="live", occurred_at=july)
    books.close(july)
    files = books.files()
    del files["2026-06.json"], files["2026-06.csv"]
    assert problems(files) == {"link"}


def test_after_a_month_that_a_damaged_archive_lost_no_balance_is_told(files):
    july = books.MAY.replace(month=7)
    books.factories.cost(1_00, book="live", occurred_at=july)
    books.close(july)
    files = {**books.files(), "2026-06.json": None}
    _report, output = verifier.check(files, language="en")
    months = {line[:7]: line for line in output}
    assert "closing" in months["2026-05"]
    assert months["2026-07"] == "2026-07 IDR: costs 1.00"
    assert any("From 2026-07 on the balances cannot be checked" in x for x in output)


def test_of_a_later_month_alone_no_balance_is_told(files):
    june = {"2026-06.json": files["2026-06.json"]}
    _report, output = verifier.check(june, language="id")
    assert any("Mulai 2026-06 saldo tidak bisa diperiksa" in line for line in output)
    assert not any("closing" in line for line in output)


def test_a_noted_fingerprint_is_found_again(files):
    entry = JournalEntry.objects.get(book="live", seq=3)
    assert problems(files, noted=[(3, entry.hash)]) == set()
    assert problems(files, noted=[(3, "0" * 64)]) == {"known"}


def test_the_list_of_files_pins_the_last_month(files):
    def change(facts):
        facts["crowd"] = 6

    index = {
        "files": [{"name": n, "sha256": books.sha256(c)} for n, c in files.items()]
    }
    assert problems(files, index=index) == set()
    content = forged(files["2026-06.json"], change)
    assert problems({**files, "2026-06.json": content}, index=index) == {"index"}


def test_a_file_that_was_not_checked_is_told(files):
    index = {
        "files": [{"name": n, "sha256": books.sha256(c)} for n, c in files.items()]
    }
    del files["2026-06.json"], files["2026-06.csv"]
    assert problems(files, index=index) == {"absent"}


def test_a_table_without_its_month_is_not_called_right(files):
    assert problems({"2026-06.csv": files["2026-06.csv"]}) == {"alone"}


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"\xff", b'{"format": 1}'])
def test_what_is_no_month_is_told(content):
    assert problems({"x.json": content}) == {"unreadable"}


def test_the_program_says_in_words_and_by_its_exit_how_it_ended(
    files, tmp_path, capsys
):
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    paths = sorted(str(path) for path in tmp_path.iterdir())
    assert verifier.main(paths) == 0
    assert "Tidak ada yang berubah." in capsys.readouterr().out
    (tmp_path / "2026-05.json").write_bytes(files["2026-06.json"])
    assert verifier.main([*paths, "--lang", "en"]) == 1
    assert "Problems found:" in capsys.readouterr().out
