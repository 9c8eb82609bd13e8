"""A course as another site tells it, read with care: what it is, or why not."""

import datetime as dt
from dataclasses import dataclass, field
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from ...blocks.base import web_address
from ...models import Contributor, CourseCredit, CoursePage, Licence
from ..errors import Explained

LONGEST_URL = 500
LONGEST_MINUTES = 32_767
MOST_LESSONS = 500
MOST_BLOCKS = 1_000
LONGEST_SLUG = 80
MOST_SOURCES = 5
LONGEST_CHAIN = 10
State = Licence.State


class Refused(Explained):
    """A course cannot or may not be taken; the message says why."""


class NotUnderstood(Refused):
    """It may well be taken, and cannot be read: what is here of it stays."""


@dataclass(frozen=True)
class Credit:
    uid: UUID
    name: str
    kind: str
    role: str
    listed: bool


@dataclass(frozen=True)
class Text:
    """What course and lesson have in common."""

    uid: UUID
    title: str
    summary: str
    url: str
    duration_minutes: int | None
    blocks: list


@dataclass(frozen=True)
class Course(Text):
    """``facts`` are columns of a page here; ``whole``: it may be copied all."""

    facts: dict
    licence: Licence
    whole: bool
    category_slug: str
    category_title: str
    tags: list[str]
    credits: list[Credit]
    lessons: list[Text]
    cover: dict | None
    based_on: list
    document: dict = field(repr=False)


def read_course(document, licences):
    """Return the course of a document, or raise Refused."""
    try:
        return read(document, licences)
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise NotUnderstood(_("Its document is not as the API promises.")) from error


def read(document, licences):
    licence = read_licence(document["licence"], licences)
    category = document.get("category") or {}
    lessons = limited(document["lessons"], MOST_LESSONS)
    whole = licence.state == State.OPEN
    require_different(document["uid"], *(lesson["uid"] for lesson in lessons))
    return Course(
        **text_facts(document),
        facts=read_facts(document, licence),
        licence=licence,
        whole=whole,
        category_slug=short(category.get("slug") or "", LONGEST_SLUG),
        category_title=short(category.get("title") or "", 255),
        tags=[short(tag, 100) for tag in limited(document["tags"], 50)],
        credits=[credit(each) for each in limited(document["contributors"], 50)],
        lessons=[Text(**text_facts(lesson)) for lesson in lessons],
        cover=document.get("cover") if whole else None,
        based_on=read_chain(document),
        document=document,
    )


def read_licence(told, licences):
    """The same licence here, as far as it lets a course be taken."""
    licence = licences.get(told["code"])
    name = short(told.get("name") or told["code"], 120)
    if licence is None:
        raise Refused(_("Its licence “%(name)s” is not known here.") % {"name": name})
    if licence.state in (State.EMBED_ONLY, State.LINK_ONLY):
        return licence
    permitted = told["permits"]["share"] is True and licence.may_share
    if licence.state != State.OPEN or not permitted:
        raise Refused(
            _("Its licence “%(name)s” does not let it be passed on.") % {"name": name}
        )
    return licence


def require_different(*uids):
    if len({UUID(uid) for uid in uids}) < len(uids):
        raise ValueError(uids)


def text_facts(document):
    return {
        "uid": UUID(document["uid"]),
        "title": required(document["title"], 255),
        "summary": text(document["summary"], 300),
        "url": address(document["url"]),
        "duration_minutes": minutes(document["duration_minutes"]),
        "blocks": limited(document["blocks"], MOST_BLOCKS),
    }


def read_facts(document, licence):
    needs = document["needs"]
    return {
        "format": one_of(CoursePage.Format, document["format"]),
        "level": one_of(CoursePage.Level, document["level"]),
        "language": one_of(CoursePage.Language, document["language"]),
        "device": one_of(CoursePage.Device, needs["device"]),
        "needs_internet": bool(needs["internet"]),
        "needs_app": text(needs["app"], 80),
        "needs_account": bool(needs["account"]),
        "rights_holder": required(document["rights_holder"], 200),
        "source_url": read_source(document),
        "handover_price": read_handover(document, licence),
        "verified_on": day(document.get("verified_on")),
    }


def read_source(document):
    """Where the original is; a host of one word has no address that a page takes."""
    url = address(document.get("source_url") or document["url"])
    try:
        URLValidator(schemes=["http", "https"])(url)
    except ValidationError:
        return ""
    return url


def read_handover(document, licence):
    offered = document.get("handover")
    permitted = document["licence"]["permits"]["handover"] is True
    if not (offered and permitted and licence.may_share):
        return None
    return one_of(CoursePage.HandoverPrice, offered["amount"])


def read_chain(document, depth=0):
    """What the course was based on before it came to that site, names and addresses."""
    chain = limited(document.get("isBasedOn") or [], MOST_SOURCES)
    if depth == LONGEST_CHAIN:
        return []
    return [link_of(each, depth) for each in chain if web_address(each.get("id"))]


def link_of(told, depth):
    found = {
        "id": address(told["id"]),
        "type": ["LearningResource"],
        "name": short(told.get("name") or told["id"], 500),
    }
    if "modified" in told:
        found["modified"] = bool(told["modified"])
    if told.get("modifiedBy"):
        found |= {"modified": True, "modifiedBy": short(told["modifiedBy"], 160)}
    before = read_chain(told, depth + 1)
    return {**found, "isBasedOn": before} if before else found


def credit(told):
    return Credit(
        uid=UUID(told["uid"]),
        name=required(told["name"], 160),
        kind=one_of(Contributor.Kind, told["kind"]),
        role=one_of(CourseCredit.Role, told["role"]),
        listed=bool(told.get("url")),
    )


def one_of(choices, value):
    if value not in choices.values:
        raise NotUnderstood(
            _("It says “%(value)s”, which is not known here.")
            % {"value": str(value)[:60]}
        )
    return value


def text(value, longest):
    if not isinstance(value, str) or len(value) > longest:
        raise ValueError(value)
    return value


def required(value, longest):
    if not text(value, longest).strip():
        raise ValueError(value)
    return value


def short(value, longest):
    return text(value, 10_000)[:longest]


def address(value):
    if not web_address(text(value, LONGEST_URL)):
        raise ValueError(value)
    return value


def minutes(value):
    if value is None:
        return None
    if not isinstance(value, int) or not 0 < value <= LONGEST_MINUTES:
        raise ValueError(value)
    return value


def day(value):
    return dt.date.fromisoformat(value) if value else None


def limited(values, most):
    if not isinstance(values, list) or len(values) > most:
        raise ValueError(len(values))
    return values
