#!/usr/bin/env python3
"""Check closed months of the books, without the site that gave them out.

Needs Python 3.10 or newer and nothing else: no network, no installation.

    python3 periksa.py FOLDER
    python3 periksa.py semua-bulan.zip
    python3 periksa.py 2026-09.json 2026-10.json
    python3 periksa.py --index index.json --known 120:3f0a… *.json *.csv

What it can prove, and what not, stands in docs/how-to/check-the-books.md.
"""

import argparse
import hashlib
import json
import sys
import zlib
from collections import defaultdict
from decimal import Decimal
from glob import glob
from itertools import pairwise
from pathlib import Path
from zipfile import BadZipFile, ZipFile

FORMAT = "prakerja-ledger-month-1"
GENESIS = "0" * 64
INDEX = "index.json"
ENDINGS = (".json", ".csv")
UNPACKABLE = (BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError)
WRONG_SHAPE = (KeyError, TypeError, AttributeError, IndexError)
NOT_HASHED = ("prev_hash", "hash")
# Every account counts towards the first of these that its code begins with.
COLUMNS = (
    ("income:ads", "ads"),
    ("income:donations", "donations"),
    ("income:", "other"),
    ("contra:refunds", "refunds"),
    ("contra:disputes", "disputes"),
    ("expenses:fees", "fees"),
    ("expenses:", "costs"),
    ("equity:opening", "opening"),
    ("", "exchange"),
)
NAMES = (
    "opening", "ads", "donations", "other", "refunds", "disputes", "fees", "costs",
    "exchange",
)  # fmt: skip
BALANCES = ("opening", "closing")
SPENT = ("refunds", "disputes", "fees", "costs")
WORDS = {
    "unreadable": (
        "{file}: this is no file of a closed month",
        "{file}: ini bukan berkas bulan yang ditutup",
    ),
    "packed": (
        "{file}: this part of the ZIP is damaged or was changed",
        "{file}: bagian ZIP ini rusak atau diubah",
    ),
    "bytes": (
        "{file}: its bytes are not those it was given out with",
        "{file}: isinya tidak sama lagi dengan saat diterbitkan",
    ),
    "digest": (
        "{file}: something in it was changed",
        "{file}: ada yang diubah di dalamnya",
    ),
    "entry": (
        "{file}: entry {number} is not what its fingerprint says",
        "{file}: catatan {number} tidak cocok dengan sidik jarinya",
    ),
    "sum": (
        "{file}: the sides of entry {number} do not sum to zero",
        "{file}: sisi-sisi catatan {number} tidak berjumlah nol",
    ),
    "order": (
        "{file}: its entries are not in their order, or one stands twice",
        "{file}: urutan catatannya salah, atau ada yang ganda",
    ),
    "month": (
        "{file}: entry {number} does not belong to this month",
        "{file}: catatan {number} bukan dari bulan ini",
    ),
    "length": (
        "{file}: {found} fingerprints where there should be {wanted}",
        "{file}: ada {found} sidik jari, seharusnya {wanted}",
    ),
    "chain": (
        "{file}: entry {number} does not stand in the chain where it says",
        "{file}: catatan {number} tidak berada di tempatnya dalam rantai",
    ),
    "close": (
        "{file}: the month was signed off with other figures or another end",
        "{file}: bulan ini ditutup dengan angka atau ujung rantai yang lain",
    ),
    "totals": (
        "{file}: the sums of the accounts do not balance",
        "{file}: jumlah semua akun tidak seimbang",
    ),
    "link": (
        "{file}: it does not follow from {before}",
        "{file}: berkas ini bukan lanjutan dari {before}",
    ),
    "index": (
        "{file}: not as the list of files says",
        "{file}: tidak sama dengan yang tertulis di daftar berkas",
    ),
    "unlisted": (
        "{file}: the list of files does not know it",
        "{file}: tidak ada di daftar berkas",
    ),
    "absent": (
        "{file}: it is on the list of files and was not checked",
        "{file}: ada di daftar berkas tetapi tidak diperiksa",
    ),
    "alone": (
        "{file}: only {other} can tell whether it is right; check them together",
        "{file}: hanya {other} yang bisa membuktikannya; periksa keduanya bersama",
    ),
    "known": (
        "number {number}: its fingerprint is not the one you noted",
        "nomor {number}: sidik jarinya bukan yang Anda catat",
    ),
    "fine": (
        "{book}: {months} closed months up to number {last}; {hashed} entries "
        "recomputed, {held} known by their fingerprint only; last fingerprint {hash}",
        "{book}: {months} bulan yang ditutup sampai nomor {last}; {hashed} catatan "
        "dihitung ulang, {held} hanya sidik jarinya; sidik jari terakhir {hash}",
    ),
    "gap": (
        "From {month} on the balances cannot be checked: a month before it is missing "
        "or was changed. These are only the sums of each month:",
        "Mulai {month} saldo tidak bisa diperiksa: ada bulan sebelumnya yang tidak ada "
        "atau diubah. Ini hanya jumlah tiap bulan:",
    ),
    "nothing": (
        "{place}: no files of closed months there",
        "{place}: tidak ada berkas bulan yang ditutup di sana",
    ),
    "good": ("Nothing was changed.", "Tidak ada yang berubah."),
    "bad": ("Problems found: {count}.", "Masalah yang ditemukan: {count}."),
}


class Report:
    """What was found, in the reader's language."""

    def __init__(self, language):
        self.language = 1 if language == "id" else 0
        self.problems = []

    def words(self, code, **facts):
        return WORDS[code][self.language].format(**facts)

    def problem(self, code, **facts):
        self.problems.append((code, self.words(code, **facts)))


def canonical(value):
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def digest(value):
    return hashlib.sha256(canonical(value)).hexdigest()


def chained(facts, previous):
    return hashlib.sha256(canonical(facts) + previous.encode()).hexdigest()


def written(facts):
    """How the site writes a file; another way of writing is another file."""
    text = json.dumps(facts, sort_keys=True, indent=1, ensure_ascii=False)
    return f"{text}\n".encode()


class Month:
    """One file of a closed month."""

    def __init__(self, name, content, facts):
        self.name, self.content, self.facts = name, content, facts
        self.sha256 = hashlib.sha256(content).hexdigest()
        self.previous = facts["previous"]
        self.after = self.previous["last_seq"] if self.previous else 0
        self.after_hash = self.previous["last_hash"] if self.previous else GENESIS
        self.last = facts["close"]["last_seq"]
        self.chain = dict(enumerate(facts["chain"], self.after + 1))
        self.last_hash = facts["chain"][-1] if facts["chain"] else self.after_hash

    @classmethod
    def read(cls, name, content):
        """Take a file apart; ValueError where it is none of a closed month."""
        try:
            facts = json.loads(content)
            if facts["format"] != FORMAT:
                raise ValueError("another format")
            return cls(name, content, facts)
        except WRONG_SHAPE as error:
            raise ValueError(str(error)) from error

    def follows(self, before):
        """Tell whether it goes on where ``before`` ends, a file or None at first."""
        if before is None or self.previous is None:
            return before is self.previous
        keys = ("month", "sha256", "last_seq", "last_hash")
        found = (before.facts["month"], before.sha256, before.last, before.last_hash)
        return found == tuple(self.previous.get(key) for key in keys)

    def check_bytes(self, report):
        """Tell whether it is as it was written; if not, nothing else in it counts."""
        body = {key: value for key, value in self.facts.items() if key != "digest"}
        if digest(body) != self.facts.get("digest"):
            report.problem("digest", file=self.name)
        elif written(self.facts) != self.content:
            report.problem("bytes", file=self.name)
        else:
            return True
        return False

    def check(self, report):
        self.check_chain(report)
        self.check_close(report)
        numbers = [entry["seq"] for entry in self.facts["entries"]]
        if numbers != sorted(set(numbers)):
            report.problem("order", file=self.name)
        for entry in self.facts["entries"]:
            self.check_entry(entry, report)

    def check_chain(self, report):
        wanted = self.last - self.after
        if len(self.chain) != wanted:
            found = len(self.chain)
            report.problem("length", file=self.name, found=found, wanted=wanted)

    def check_close(self, report):
        close = self.facts["close"]
        month = f"{self.facts['month']}-01"
        pinned = chained(close, self.last_hash) == self.facts["close_hash"]
        if not pinned or (close["month"], close["book"]) != (month, self.facts["book"]):
            report.problem("close", file=self.name)
        sums = defaultdict(int)
        for key, minor in close["totals"].items():
            sums[key.rsplit(" ", 1)[1]] += minor
        if any(sums.values()):
            report.problem("totals", file=self.name)

    def check_entry(self, entry, report):
        place = {"file": self.name, "number": entry["seq"]}
        hashed = {key: entry[key] for key in entry if key not in NOT_HASHED}
        if chained(hashed, entry["prev_hash"]) != entry["hash"]:
            report.problem("entry", **place)
        sums = defaultdict(int)
        for line in entry["lines"]:
            sums[line["currency"]] += line["amount_minor"]
        if any(sums.values()) or not entry["lines"]:
            report.problem("sum", **place)
        if (entry["local_date"][:7], entry["book"]) != (
            self.facts["month"],
            self.facts["book"],
        ):
            report.problem("month", **place)


def check_months(months, report):
    """Each month by itself, and all of them as one chain."""
    chain = {}
    for month in months:
        month.check(report)
        chain.update(month.chain)
    for before, month in pairwise(months):
        if not month.follows(before):
            report.problem("link", file=month.name, before=before.name)
    for month in months:
        for entry in month.facts["entries"]:
            number = entry["seq"]
            link = {number: entry["hash"], number - 1: entry["prev_hash"]}
            if any(
                chain.get(n, GENESIS if n == 0 else h) != h for n, h in link.items()
            ):
                report.problem("chain", file=month.name, number=number)
    return chain


def check_tables(months, tables, report):
    """A table for spreadsheets is pinned by the file of the same name."""
    pinned = {Path(month.name).stem: month.facts.get("csv_sha256") for month in months}
    for name, content in tables.items():
        known = pinned.get(Path(name).stem)
        if known is None:
            report.problem("alone", file=name, other=f"{Path(name).stem}.json")
        elif known != hashlib.sha256(content).hexdigest():
            report.problem("bytes", file=name)


def check_packed(indexes, files, report):
    """Each ZIP holds what the list in it says."""
    for name, content in indexes.items():
        beside = {each: files[each] for each in files if within(each, name)}
        try:
            check_index(json.loads(content), beside, report)
        except (ValueError, *WRONG_SHAPE):
            report.problem("unreadable", file=name)


def within(name, index):
    return Path(name).parent == Path(index).parent


def check_index(index, files, report):
    listed = {file["name"]: file["sha256"] for file in index["files"]}
    for name, content in files.items():
        known = listed.get(Path(name).name)
        if known is None:
            report.problem("unlisted", file=name)
        elif known != hashlib.sha256(content).hexdigest():
            report.problem("index", file=name)
    given = {Path(name).name for name in files}
    for name in listed:
        if name.endswith(".json") and name not in given:
            report.problem("absent", file=name)


def check_known(noted, chain, report):
    for number, fingerprint in noted:
        if chain.get(number) != fingerprint:
            report.problem("known", number=number)


def figures(months):
    """opening + what came in - what went out + exchange = closing, by month."""
    carried = defaultdict(int)
    for month in sorted(months, key=lambda month: month.facts["month"]):
        rows = defaultdict(lambda: defaultdict(int))
        for key, minor in month.facts["close"]["totals"].items():
            account, currency = key.rsplit(" ", 1)
            if not account.startswith("assets:"):
                name = next(
                    name for start, name in COLUMNS if account.startswith(start)
                )
                rows[currency][name] += minor if name in SPENT else -minor
        for currency in sorted({*rows, *carried}):
            row = {name: rows[currency][name] for name in NAMES}
            row["opening"] += carried[currency]
            spent = sum(row[name] for name in SPENT)
            row["closing"] = sum(row.values()) - 2 * spent
            carried[currency] = row["closing"]
            yield month.facts["month"], currency, row


def table(months, hidden=()):
    decimals = {}
    for month in months:
        decimals.update(month.facts["decimals"])
    for month, currency, row in figures(months):
        cells = [
            f"{name} {Decimal(minor).scaleb(-decimals[currency]):f}"
            for name, minor in row.items()
            if name not in hidden and (minor or name == "closing")
        ]
        if cells:
            yield f"{month} {currency}: " + ", ".join(cells)


def unbroken(months):
    """How many of the first months go on from each other, from the very first on."""
    for number, (before, month) in enumerate(pairwise([None, *months])):
        if not month.follows(before):
            return number
    return len(months)


def read_months(files, report):
    """Return the months that are as they were written, in the order of closing."""
    months = []
    for name, content in files.items():
        try:
            month = Month.read(name, content)
        except ValueError:
            report.problem("unreadable", file=name)
            continue
        if month.check_bytes(report):
            months.append(month)
    return sorted(
        months, key=lambda month: (month.last, month.facts["close"]["closed_at"])
    )


def check(files, index=None, noted=(), language="en"):
    """Check files, given by name and content; return the report and what to print."""
    report = Report(language)
    files, indexes = taken_apart(files, report)
    tables = {name: files[name] for name in files if name.endswith(".csv")}
    output = []
    try:
        others = {name: files[name] for name in files if name not in tables}
        months = read_months(others, report)
        chain = check_months(months, report)
        check_tables(months, tables, report)
        check_known(noted, chain, report)
        output = list(lines(months, chain, report))
    except WRONG_SHAPE:
        report.problem("unreadable", file=", ".join(files))
    if index is not None:
        check_index(index, files, report)
    check_packed(indexes, files, report)
    return report, output


def lines(months, chain, report):
    if months:
        hashed = sum(len(month.facts["entries"]) for month in months)
        last = months[-1]
        yield report.words(
            "fine",
            book=last.facts["book"],
            months=len(months),
            last=last.last,
            hashed=hashed,
            held=max(len(chain) - hashed, 0),
            hash=last.last_hash,
        )
        sound = unbroken(months)
        yield from table(months[:sound])
        if after := months[sound:]:
            yield report.words("gap", month=after[0].facts["month"])
            yield from table(after, hidden=BALANCES)


class NothingThere(Exception):
    """A file, folder or pattern that leads to no file."""


def files_at(place):
    """Return the files of a folder, of a pattern no shell has filled in, or one."""
    path = Path(place)
    if path.is_dir():
        found = [each for ending in ENDINGS for each in path.glob(f"*{ending}")]
    else:
        found = [path] if path.exists() else [Path(each) for each in glob(place)]
    if not found:
        raise NothingThere(place)
    return sorted(found)


def files_given(places):
    """Read them all; content is None where a ZIP does not give it out.

    NothingThere if no month is among them: what was not looked at is not good.
    """
    paths = [path for place in places for path in files_at(place)]
    files = {}
    for path in paths:
        if path.suffix == ".zip":
            files.update(unpacked(path))
        elif path.name != INDEX:  # may lie in a folder, and is no month
            files[str(path)] = path.read_bytes()
    if not any(may_be_month(name, content) for name, content in files.items()):
        raise NothingThere(", ".join(places))
    return files


def may_be_month(name, content):
    """What is damaged may have been one."""
    return content is None or Path(name).name != INDEX


def unpacked(path):
    """The months in a ZIP, and its list of them; under names that lead there."""
    try:
        with ZipFile(path) as packed:
            names = [name for name in packed.namelist() if name.endswith(ENDINGS)]
            return {f"{path}/{name}": member(packed, name) for name in names}
    except UNPACKABLE:
        return {str(path): None}


def member(packed, name):
    try:
        return packed.read(name)
    except UNPACKABLE:
        return None


def taken_apart(files, report):
    """Return what can be read, and the lists of files that came in a ZIP."""
    months, indexes = {}, {}
    for name, content in files.items():
        if content is None:
            report.problem("packed", file=name)
        elif Path(name).name == INDEX:
            indexes[name] = content
        else:
            months[name] = content
    return months, indexes


def note(text):
    number, _colon, fingerprint = text.partition(":")
    return int(number), fingerprint.strip().lower()


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="+", metavar="FILE or FOLDER")
    parser.add_argument("--index", help="the list of files, index.json")
    parser.add_argument(
        "--known",
        action="append",
        default=[],
        type=note,
        metavar="NUMBER:FINGERPRINT",
        help="a fingerprint that you noted earlier",
    )
    parser.add_argument("--lang", choices=("id", "en"), default="id")
    options = parser.parse_args(arguments)
    say = sys.stdout.write
    try:
        files = files_given(options.files)
    except NothingThere as problem:
        say(Report(options.lang).words("nothing", place=problem) + "\n")
        return 2
    index = json.loads(Path(options.index).read_bytes()) if options.index else None
    report, output = check(files, index, options.known, options.lang)
    for line in output:
        say(f"{line}\n")
    for _code, message in report.problems:
        say(f"- {message}\n")
    code = "bad" if report.problems else "good"
    say(report.words(code, count=len(report.problems)) + "\n")
    return 1 if report.problems else 0


if __name__ == "__main__":
    sys.exit(main())
