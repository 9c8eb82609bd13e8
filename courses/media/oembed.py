"""Ask a provider about one video and say in our words what it answered."""

import json
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from .. import conf
from ..models import MediaCheck
from .fetching import FetchError, fetch

MOST_BYTES = 64 * 1024
LONGEST_TITLE = 255
SHORTEST_WAIT, LONGEST_WAIT = 60, 24 * 3600
USUAL_WAIT = 15 * 60
Outcome = MediaCheck.Outcome

# YouTube says 400 for a removed video as well as 404; 403 is a private one.
GONE_STATUSES = {400, 403, 404, 410}
BUSY_STATUSES = {429, 503}


@dataclass(frozen=True)
class Verdict:
    outcome: str
    detail: str = ""
    title: str = ""
    poster_url: str = ""
    wait: int = 0  # seconds the provider wants to be left alone

    @property
    def plays(self):
        return self.outcome in (Outcome.FINE, Outcome.NO_EMBEDDING)


def ask(video):
    """Return the provider's word on a video; whatever cannot be read is unknown."""
    endpoint = conf.get("MEDIA_ENDPOINTS").get(video.provider)
    if not endpoint:
        return Verdict(Outcome.UNKNOWN, "no endpoint is set")
    try:
        answer = fetch(
            endpoint,
            hosts={urlsplit(endpoint).netloc},
            params={"url": video.url, "format": "json"},
            most_bytes=MOST_BYTES,
            # Some owners let only the sites they know embed their videos.
            referer=getattr(settings, "WAGTAILADMIN_BASE_URL", ""),
        )
    except FetchError as error:
        return Verdict(Outcome.UNKNOWN, str(error))
    return judge(answer)


def judge(answer):
    detail = str(answer.status)
    if answer.status == 200:
        return read(answer.body)
    if answer.status == 401:
        return Verdict(Outcome.NO_EMBEDDING, detail)
    if answer.status in GONE_STATUSES:
        return Verdict(Outcome.GONE, detail)
    if answer.status in BUSY_STATUSES:
        wait = seconds_to_wait(answer.retry_after)
        return Verdict(Outcome.UNKNOWN, detail, wait=wait)
    return Verdict(Outcome.UNKNOWN, detail)


def read(body):
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return Verdict(Outcome.UNKNOWN, "not JSON")
    if not isinstance(told, dict) or told.get("type") not in ("video", "rich"):
        return Verdict(Outcome.UNKNOWN, "not oEmbed")
    title = plain(told.get("title"))[:LONGEST_TITLE]
    if told.get("domain_status_code") == 403:  # Vimeo: only on the owner's own sites
        return Verdict(Outcome.NO_EMBEDDING, "200, not on this site", title)
    return Verdict(Outcome.FINE, "200", title, plain(told.get("thumbnail_url")))


def plain(value):
    """One line of text that every database keeps."""
    if not isinstance(value, str):
        return ""
    letters = (" " if letter.isspace() else letter for letter in value)
    return " ".join("".join(filter(str.isprintable, letters)).split())


def seconds_to_wait(retry_after):
    """Read a Retry-After header, in seconds or as a date, within reason."""
    try:
        wait = int(retry_after)
    except ValueError:
        wait = seconds_until(retry_after)
    return max(SHORTEST_WAIT, min(wait, LONGEST_WAIT))


def seconds_until(date):
    try:
        moment = parsedate_to_datetime(date)
    except (TypeError, ValueError):
        return USUAL_WAIT
    if timezone.is_naive(moment):
        moment = timezone.make_aware(moment, timezone.get_default_timezone())
    return int((moment - timezone.now()).total_seconds())
