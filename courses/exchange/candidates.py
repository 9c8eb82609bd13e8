"""A row of a list, understood: what a course made of it would be."""

import re
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from ..addresses import address_key, archived_original, site_of
from ..media.providers import Video, recognise
from ..models import CoursePage
from ..naming import squeezed
from .bylines import read_byline, without_repeats

LONGEST_URL = 500
LONGEST_TITLE = 255
LONGEST_TOPIC = 100
# Looking for names, or for parts of a row, takes a time that grows with the square.
LONGEST_SEARCHED = 2_000
UNSPLIT = re.compile(r"[,;|\t].*://")
WITHOUT_SCHEME = re.compile(r"[\w-]+(?:\.[\w-]+)+(?:[/?#].*)?")
LANGUAGE_NAMES = {
    "bahasa": "id",
    "bahasa indonesia": "id",
    "english": "en",
    "in": "id",
    "ind": "id",
    "indonesia": "id",
    "indonesian": "id",
    "inggris": "en",
    "eng": "en",
    "jav": "jv",
    "jawa": "jv",
    "sun": "su",
    "sunda": "su",
}
valid_url = URLValidator(schemes=["http", "https"])


class RowRejected(Exception):
    """No course can be made of a row; the message says why."""


@dataclass(frozen=True)
class Candidate:
    number: int
    key: str
    title: str
    url: str
    video: Video | None
    site: str
    archived: bool
    names: tuple[str, ...]
    notes: tuple[str, ...]
    topics: tuple[str, ...]
    language: str
    needs_account: bool
    flags: tuple[str, ...]

    @property
    def place(self):
        """Where a learner goes, as a person would say it."""
        return "YouTube" if self.video else self.site

    def joined_with(self, others):
        """The same course with what later rows of its address add to it."""
        everyone = [self, *others]
        return replace(
            self,
            topics=tuple(without_repeats(t for one in everyone for t in one.topics)),
            notes=tuple(without_repeats(n for one in everyone for n in one.notes)),
            needs_account=any(one.needs_account for one in everyone),
        )

    def differences(self, other):
        """Say where a later row of the same address disagrees."""
        found = []
        if squeezed(self.title) != squeezed(other.title):
            found.append(_("here the title is “%(title)s”") % {"title": self.title})
        if set(map(squeezed, self.names)) != set(map(squeezed, other.names)):
            names = ", ".join(self.names) or _("missing")
            found.append(_("here the provider is “%(names)s”") % {"names": names})
        return found


def read_candidate(row, *, default_language):
    """Return what a row offers, or raise RowRejected."""
    if row.has_surplus:
        raise RowRejected(
            _("It has more cells than the first row. Is a comma not quoted?")
        )
    if not row.title:
        raise RowRejected(_("The title is missing."))
    if not row.url and UNSPLIT.search(row.title[:LONGEST_SEARCHED]):
        raise RowRejected(
            _("It is one single cell: its parts are separated by another sign.")
        )
    url = read_url(row.url)
    key, site = read_key(url, row.url)
    if len(row.provider) > LONGEST_SEARCHED:
        raise RowRejected(_("The provider is longer than 2,000 characters."))
    byline = read_byline(row.provider, row.note)
    language, flags = read_language(row.language, default_language)
    candidate = Candidate(
        number=row.number,
        key=key,
        title=row.title,
        url=url,
        video=youtube_video(url),
        site=site,
        archived=bool(archived_original(url)),
        names=byline.names,
        notes=byline.notes,
        topics=(row.topic[:LONGEST_TOPIC].strip(),) if row.topic else (),
        language=language,
        needs_account=byline.needs_account,
        flags=(),
    )
    return replace(candidate, flags=(*flags, *find_flags(candidate)))


def read_url(text):
    """Return a checked web address; one copied without its scheme gets it back."""
    if not text:
        raise RowRejected(_("The address is missing."))
    url = f"https://{text}" if WITHOUT_SCHEME.fullmatch(text) else text
    if len(url) > LONGEST_URL:
        raise RowRejected(_("The address is longer than 500 characters."))
    try:
        valid_url(url)
    except ValidationError:
        raise no_address(text) from None
    if "@" in url.split("/")[2]:
        raise RowRejected(_("The address holds a user name. Remove it."))
    return url


def read_key(url, text):
    try:
        return address_key(url), site_of(url)
    except ValueError:  # a port or host that no URL may have
        raise no_address(text) from None


def no_address(text):
    return RowRejected(_("“%(url)s” is not a web address.") % {"url": text})


def youtube_video(url):
    """Only YouTube shows any of its videos elsewhere; others are linked to."""
    video = recognise(url)
    return video if video and video.provider == "youtube" else None


def read_language(text, default):
    if not text:
        return default, (
            _("no language given, taken as “%(language)s”") % {"language": default},
        )
    name = text.casefold()
    code = re.split("[-_]", name)[0]
    code = LANGUAGE_NAMES.get(name) or LANGUAGE_NAMES.get(code) or code
    if code not in CoursePage.Language.values:
        raise RowRejected(
            _("The language “%(language)s” is not one of %(known)s.")
            % {"language": text, "known": ", ".join(CoursePage.Language.values)}
        )
    return code, ()


def find_flags(candidate):
    if not candidate.names:
        yield _("no provider: find out who made it")
    if candidate.archived:
        yield _("an archived copy: check that its owner has not moved it")
    if len(candidate.title) > LONGEST_TITLE:
        yield _("the title was shortened")
