"""Names of files that every disk takes: also FAT on a USB stick, also Windows."""

import re
import unicodedata

LONGEST = 60
# What Windows keeps for itself, whatever stands behind the dot.
DEVICES = {"con", "prn", "aux", "nul"} | {
    f"{name}{number}" for name in ("com", "lpt") for number in range(10)
}
EXTENSION = re.compile(r"[a-z0-9]{1,8}")


def safe_name(text, extension, fallback="berkas"):
    """Letters, digits and hyphens of ``text``, then the extension.

    Neither a path nor a name that a system reads in its own way can come of it.
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^a-z0-9]+", "-", plain.lower())[:LONGEST].strip("-")
    if not stem or stem in DEVICES:
        stem = f"{fallback}-{stem}".strip("-")
    ending = extension.lower().lstrip(".")
    return f"{stem}.{ending}" if EXTENSION.fullmatch(ending) else stem


class Names:
    """Gives each thing a name of its own within one package."""

    def __init__(self):
        self.given = set()

    def give(self, text, extension, folder=""):
        first = name = safe_name(text, extension)
        number = 1
        while f"{folder}{name}" in self.given:
            number += 1
            stem, dot, ending = first.rpartition(".")
            name = f"{stem}-{number}{dot}{ending}" if dot else f"{first}-{number}"
        self.given.add(f"{folder}{name}")
        return f"{folder}{name}"
