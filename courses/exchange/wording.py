"""The sentences an import writes into a page, in the language of its category.

They become content of that page. So they stand here and not in the message
catalogues: one file gives the same pages whatever language the server speaks.
"""

from ..naming import shorten

LANGUAGES = {
    "id": {
        "video": "Video",
        "playlist": "Kursus video",
        "external": "Kursus",
        "languages": {
            "en": " berbahasa Inggris",
            "jv": " berbahasa Jawa",
            "su": " berbahasa Sunda",
        },
        "about": " tentang {}",
        "by": " dari {}",
        "where": ", gratis di {}.",
        "archived": ", gratis lewat salinan di arsip web.",
        "account": " Anda perlu mendaftar dulu di sana.",
        "and": "dan",
        "site_owner": "Pemilik situs {}",
        "notes": "Catatan dari daftar asal: {}.",
        "full_title": "Judul lengkap: {}",
        "full_holder": "Pembuat selengkapnya: {}",
    },
    "en": {
        "video": "A video",
        "playlist": "A video course",
        "external": "A course",
        "languages": {
            "id": " in Indonesian",
            "jv": " in Javanese",
            "su": " in Sundanese",
        },
        "about": " about {}",
        "by": " by {}",
        "where": ", free on {}.",
        "archived": ", free through a copy in a web archive.",
        "account": " You need to register there first.",
        "and": "and",
        "site_owner": "Owner of the site {}",
        "notes": "Notes in the original list: {}.",
        "full_title": "Full title: {}",
        "full_holder": "All who made it: {}",
    },
}
LONGEST_SUMMARY = 300


class Wording:
    """Sentences in one language, Indonesian unless we speak the one asked for."""

    def __init__(self, language):
        self.words = LANGUAGES.get(language, LANGUAGES["id"])

    def summary(self, candidate):
        words = self.words
        kind = candidate.video.kind if candidate.video else "external"
        text = words[kind] + words["languages"].get(candidate.language, "")
        if candidate.topics:
            text += words["about"].format(self.enumerated(candidate.topics))
        if candidate.names:
            text += words["by"].format(self.enumerated(candidate.names))
        if candidate.archived:
            text += words["archived"]
        else:
            text += words["where"].format(candidate.place)
        if candidate.needs_account:
            text += words["account"]
        return shorten(text, LONGEST_SUMMARY)

    def holder(self, candidate):
        if candidate.names:
            return ", ".join(candidate.names)
        return self.words["site_owner"].format(candidate.site)

    def notes(self, notes):
        return self.words["notes"].format("; ".join(notes))

    def full_title(self, title):
        return self.words["full_title"].format(title)

    def full_holder(self, holder):
        return self.words["full_holder"].format(holder)

    def enumerated(self, names):
        *rest, last = names
        if not rest:
            return last
        comma = "," if len(rest) > 1 else ""
        return f"{', '.join(rest)}{comma} {self.words['and']} {last}"
