"""What a list says about who gives a course: names, and notes around them."""

import re
from dataclasses import dataclass

from ..naming import COMPANY_FORMS, squeezed

EMPHASISED = re.compile(r"\*\*(.+?)\*\*")
BRACKETED = re.compile(r"[\[(]++([^()\[\]]*+)[\])]+")
AFTER_DASH = re.compile(r"\s[-–—@]\s")
AND_OTHERS = re.compile(r"\s*\b(et al\b\.?|dkk\b\.?)", re.IGNORECASE)
EMOJI_CODE = re.compile(r":[a-z0-9_+-]+:")
SUFFIXES = COMPANY_FORMS | {"phd", "ph.d", "jr"}
NO_NAME = {"n/a", "na", "none", "unknown", "anonim", "tidak ada", "tidak diketahui"}

ACCOUNT = (
    r"(?:accounts?|akun|regist\w+|mendaftar|daftar(?! putar)|sign[ -]?up|sign[ -]?in|"
    r"log[ -]?in|e-?mail|surel|phone number|nomor (?:hp|telepon))"
)
MENTIONS_ACCOUNT = re.compile(rf"\b{ACCOUNT}\b", re.IGNORECASE)
ONLY_ACCOUNT = re.compile(ACCOUNT, re.IGNORECASE)
DEMANDED = re.compile(
    r"\b(?:requir\w+|needs?|needed|must|mandatory|after|with|"
    r"\w*butuh\w*|perlu|diperlukan|memerlukan|wajib|harus|setelah|dengan|dulu)\b",
    re.IGNORECASE,
)
NOT_DEMANDED = re.compile(
    r"\b(?:not (?:required|needed)|requested|optional|without|opsional|tanpa|"
    r"no (?:account|registration|sign|log|e-?mail)|"
    r"(?:tidak|tak|nggak|gak) (?:perlu|wajib|harus|usah|\w*butuh\w*|memerlukan))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Byline:
    names: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def needs_account(self):
        return any(asks_for_account(note) for note in self.notes)


def read_byline(provider, note=""):
    """Tell names from notes in the two columns that hold both.

    ``"Rifqi Eka (BuildWithAngga)"``, ``"Dicoding, membutuhkan registrasi"`` and
    ``"Imran Sayed - playlist"`` each have one name and one note.
    """
    notes = []
    for pattern in (EMPHASISED, BRACKETED, AND_OTHERS):
        notes += pattern.findall(provider)
        provider = pattern.sub(" ", provider)
    head, *tail = AFTER_DASH.split(f" {provider} ", maxsplit=1)
    names, more = sort_parts(split_names(head))
    notes = without_repeats(map(plain, [*more, *tail, *notes]))
    if not names:
        names, notes = first_as_name(notes)
    return Byline(tuple(names), tuple(without_repeats([*notes, plain(note)])))


def split_names(text):
    """Split at commas, but not before a legal form or title."""
    parts = []
    for part in map(plain, text.split(",")):
        if parts and part.rstrip(".").casefold() in SUFFIXES:
            parts[-1] += f", {part}"
        elif part:
            parts.append(part)
    return parts


def sort_parts(parts):
    names = [part for part in parts if is_name(part)]
    notes = [part for part in parts if asks_for_account(part)]
    return without_repeats(names), notes


def is_name(text):
    return (
        squeezed(text) != ""
        and text.casefold() not in NO_NAME
        and not asks_for_account(text)
    )


def first_as_name(notes):
    """Someone named in brackets only is named all the same."""
    for position, note in enumerate(notes):
        if is_name(note):
            return [note], notes[:position] + notes[position + 1 :]
    return [], notes


def asks_for_account(text):
    if NOT_DEMANDED.search(text):
        return False
    if ONLY_ACCOUNT.fullmatch(text):
        return True
    return bool(MENTIONS_ACCOUNT.search(text) and DEMANDED.search(text))


def plain(text):
    """Without the marks of Markdown and the codes of emoji."""
    return " ".join(EMOJI_CODE.sub(" ", text).replace("*", "").split())


def without_repeats(names):
    first = {}
    for name in names:
        if name:
            first.setdefault(squeezed(name) or name, name)
    return list(first.values())
