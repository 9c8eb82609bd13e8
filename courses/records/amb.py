"""The part of a document that AMB and LRMI readers understand (schema.org, JSON-LD).

AMB: General Metadata Profile for Educational Resources, version 20231019,
https://dini-ag-kim.github.io/amb/20231019/. Its schema admits open licences alone in
``license``: of other rights ``rights`` speaks.
"""

from collections.abc import Iterable, Iterator
from mimetypes import guess_type
from typing import Any
from urllib.parse import urlsplit

from ..models import Contributor, CourseCredit, CoursePage, Licence
from .content import UNKNOWN_TYPE
from .courses import CourseDocument, LessonText
from .links import object_url

Data = dict[str, Any]
CONTEXT = "https://w3id.org/kim/amb/context.jsonld"
HCRT = "https://w3id.org/kim/hcrt/"
NO_LOGIN = "http://w3id.org/kim/conditionsOfAccess/no_login"
LOGIN = "http://w3id.org/kim/conditionsOfAccess/login"
LEARNING = "LearningResource"
FORM = {
    CoursePage.Format.VIDEO: "video",
    CoursePage.Format.ARTICLE: "text",
    CoursePage.Format.LIVE: "course",
    CoursePage.Format.MIXED: "course",
    CoursePage.Format.EXTERNAL: "web_page",
}
AUTHORS = {CourseCredit.Role.AUTHOR, CourseCredit.Role.PRESENTER}
TYPES = {
    Contributor.Kind.PERSON: "Person",
    Contributor.Kind.ORGANISATION: "Organization",
}


def context(language: str) -> list[Any]:
    return [CONTEXT, {"@language": language}]


def course_amb(document: CourseDocument, api_url: str | None) -> Data:
    course = document.course
    forms = dict.fromkeys(["course", FORM[CoursePage.Format(course.format)]])
    found: Data = {
        **head(course.language, document.url, course.title, "Course"),
        "description": course.summary,
        "keywords": document.tags,
        "learningResourceType": [concept(f"{HCRT}{form}") for form in forms],
        "conditionsOfAccess": concept(LOGIN if course.needs_account else NO_LOGIN),
        "creator": people(document, authors=True) or [holder(course)],
        "contributor": people(document, authors=False),
        "publisher": [provider(document)],
        "hasPart": [part(lesson) for lesson in document.lessons],
        "isBasedOn": list(sources(document)),
        "encoding": list(encodings(document)),
        "mainEntityOfPage": [main_entity(document, api_url)],
        "accessibilityFeature": accessibility(document),
        **rights(document),
        **dates(document),
    }
    if document.cover:
        found["image"] = document.cover["url"]
    if course.duration_minutes:
        found["timeRequired"] = f"PT{course.duration_minutes}M"
    return found


def lesson_amb(lesson: LessonText, document: CourseDocument) -> Data:
    found: Data = {
        **head(document.course.language, lesson.url, lesson.lesson.title),
        "creator": people(document, authors=True) or [holder(document.course)],
        "isPartOf": [
            {
                "id": document.url,
                "type": ["Course", LEARNING],
                "name": document.course.title,
            }
        ],
        **rights(document),
    }
    if lesson.lesson.summary:
        found["description"] = lesson.lesson.summary
    if lesson.lesson.duration_minutes:
        found["timeRequired"] = f"PT{lesson.lesson.duration_minutes}M"
    return found


def head(language: str, url: str, name: str, *types: str) -> Data:
    return {
        "@context": context(language),
        "id": url,
        "type": [*types, LEARNING],
        "name": name,
        "inLanguage": [language],
        "isAccessibleForFree": True,
    }


def concept(address: str) -> Data:
    return {"type": "Concept", "id": address}


def people(document: CourseDocument, *, authors: bool) -> list[Data]:
    return [
        person(credit.contributor, document.root)
        for credit in document.credits
        if (credit.role in AUTHORS) == authors
    ]


def person(contributor: Contributor, root: str) -> Data:
    kind = TYPES[Contributor.Kind(contributor.kind)]
    found: Data = {"type": kind, "name": contributor.name}
    url = object_url(contributor, root) if contributor.listed else None
    return {**found, "id": url} if url else found


def holder(course: CoursePage) -> Data:
    return {"type": "Organization", "name": course.rights_holder}


def provider(document: CourseDocument) -> Data:
    return {"type": "Organization", "id": document.root, "name": document.site_name}


def part(lesson: LessonText) -> Data:
    return {"id": lesson.url, "type": [LEARNING], "name": lesson.lesson.title}


def sources(document: CourseDocument) -> Iterator[Data]:
    """The page a course was taken over from, with what that is based on itself."""
    course, taken = document.course, document.mirrored
    if taken and taken.origin_url:
        origin: Data = {"id": taken.origin_url, "type": [LEARNING], "name": taken.title}
        origin |= modified(document)
        yield {**origin, "isBasedOn": taken.based_on} if taken.based_on else origin
    elif course.source_url:
        yield source(course)


def modified(document: CourseDocument) -> Data:
    """Whether what is here differs from it; no word of AMB, which admits others."""
    by = {"modifiedBy": document.site_name} if document.changed else {}
    return {"modified": document.changed, **by}


def source(course: CoursePage) -> Data:
    """Its own name is not known here, and AMB asks for one."""
    host = (urlsplit(course.source_url).hostname or "").removeprefix("www.")
    return {
        "id": course.source_url,
        "type": [LEARNING],
        "name": host or course.source_url,
    }


def main_entity(document: CourseDocument, api_url: str | None) -> Data:
    found: Data = {
        "id": api_url or document.url,
        "type": "WebContent",
        "provider": provider(document),
    }
    if document.updated:
        found["dateModified"] = document.updated.date().isoformat()
    return found


def rights(document: CourseDocument) -> Data:
    licence = document.licence
    sentence = {"id": licence.sentence_id, "en": licence.sentence_en}
    said: Data = {
        "rights": {
            "state": licence.state,
            "holder": document.course.rights_holder,
            "sentence": sentence,
        }
    }
    if licence.state == Licence.State.OPEN and licence.url:
        said["license"] = {"id": licence.url}
    return said


def dates(document: CourseDocument) -> Data:
    first = document.course.first_published_at
    moments = {"datePublished": first, "dateModified": document.updated}
    return {
        name: moment.date().isoformat() for name, moment in moments.items() if moment
    }


def encodings(document: CourseDocument) -> Iterator[Data]:
    """Files to take and players to embed, each once."""
    blocks = [document.body.blocks, *(one.body.blocks for one in document.lessons)]
    seen: set[str] = set()
    for block in (block for page in blocks for block in page):
        for made in encodings_of(block):
            address = made.get("contentUrl") or made["embedUrl"]
            if address not in seen:
                seen.add(address)
                yield made


def encodings_of(block: Data) -> Iterable[Data]:
    if block["type"] == "document" or block["type"] == "image":
        yield media(block)
    elif block["type"] == "video" and block["file"]:
        yield media(block["file"])
    elif block["type"] == "video" and block["embed_url"]:
        yield {"type": "MediaObject", "embedUrl": block["embed_url"]}


def media(file: Data) -> Data:
    found = {
        "type": "MediaObject",
        "contentUrl": file["url"],
        "encodingFormat": guess_type(file["url"])[0] or UNKNOWN_TYPE,
    }
    if file["sha256"]:
        found |= {"contentSize": str(file["size"]), "sha256": file["sha256"]}
    return found


def accessibility(document: CourseDocument) -> list[str]:
    """Words of schema.org's vocabulary for what a whole course offers."""
    words = {
        "subtitles": "captions",
        "transcript": "transcript",
        "printable": "readingOrder",
    }
    return [word for name, word in words.items() if name in document.access]
