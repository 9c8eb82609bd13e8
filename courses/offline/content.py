"""What a course consists of that may be copied, and whether it has changed."""

import hashlib
import json
from dataclasses import dataclass, field
from functools import cached_property

from django.core.cache import cache
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from .. import conf
from ..media.documents import public_documents
from ..models import CoursePage, LessonPage, LiveSession
from ..querysets import readable
from ..rights import permits

# Raise it when saved copies or packages are made in another way than before.
FORMAT = 1
SECONDS = 600
# What a page, its frame and a picture take on the way, compressed, roughly.
PAGE_BYTES = 5_300
PACKED_PAGE_BYTES = 1_000
FRAME_BYTES = 46_000
BYTES_PER_PIXEL = 0.12
PICTURE_WIDTH = 800


@dataclass(frozen=True)
class Offer:
    """What a course page says of taking the course along."""

    uid: str
    version: str
    bytes: int  # roughly, without the files that are chosen apart
    files: int  # exactly: documents and the site's own videos
    packed: int  # roughly, all in one file


@dataclass
class Content:
    """A course, its public lessons and the files they show."""

    course: CoursePage
    lessons: list[LessonPage]
    images: list = field(default_factory=list)
    documents: list = field(default_factory=list)
    sessions: list = field(default_factory=list)
    credits: list = field(default_factory=list)

    @property
    def pages(self):
        return [self.course, *self.lessons]

    @cached_property
    def version(self):
        """A digest of all that a copy shows, and of nothing around it."""
        parts = [
            FORMAT,
            page_parts(self.course),
            self.course.rights_holder,
            self.course.source_url,
            self.course.full_url,
            [(one.role, one.contributor.name) for one in self.credits],
            licence_parts(self.course.licence),
            [page_parts(lesson) for lesson in self.lessons],
            [(image.pk, image.file_hash, image.file.name) for image in self.images],
            [(file.pk, file.title, file.file_hash) for file in self.documents],
            [session_parts(session) for session in self.sessions],
        ]
        text = json.dumps(parts, default=str, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:32]

    @property
    def files_bytes(self):
        return sum(file.file_size or 0 for file in self.documents)

    @property
    def bytes(self):
        return FRAME_BYTES + PAGE_BYTES * len(self.pages) + self.own_bytes

    @property
    def packed_bytes(self):
        return PACKED_PAGE_BYTES * len(self.pages) + self.own_bytes + self.files_bytes

    @cached_property
    def own_bytes(self):
        """What its texts and pictures take, whatever page they stand on."""
        pictures = sum(map(picture_bytes, self.images))
        texts = sum(len(json.dumps(list(page.body.raw_data))) for page in self.pages)
        return int(texts / 3 + pictures)


def content_of(course):
    """Read a course whole; of private lessons and files it holds nothing."""
    below = LessonPage.objects.child_of(course).filter(alias_of=None)
    content = Content(course, list(readable(below).order_by("path")))
    found = references(content.pages)
    images, documents = get_image_model(), get_document_model()
    ids = found.get(images, set()) | {course.cover_id} - {None}
    content.images = list(images.objects.filter(pk__in=ids).order_by("pk"))
    content.documents = public_documents(found.get(documents, set()))
    content.sessions = list(
        LiveSession.objects.for_public().filter(pk__in=found.get(LiveSession, set()))
    )
    content.credits = list(course.credits.select_related("contributor"))
    return content


def references(pages):
    """The ids of all that the texts of these pages refer to, by model."""
    found = {}
    for page in pages:
        block = page.body.stream_block
        for model, pk, *_path in block.extract_references(page.body):
            if str(pk).isdecimal():
                found.setdefault(model, set()).add(int(pk))
    return found


def may_be_taken(course):
    """Whether this site gives copies of a course away that anybody may read."""
    return conf.get("OFFLINE") and permits(course).share


def offer(course):
    """Return the Offer of a course, None where its rights allow no copy.

    It is kept for a while under the versions of its pages, so that showing a course
    costs no further query.
    """
    if not may_be_taken(course):
        return None
    rows = [(row["pk"], str(row["published_at"])) for row in course.family]
    licence = (course.licence_id, course.rights_holder)
    text = repr((FORMAT, course.pk, rows, licence))
    key = f"prakerja-offer-{hashlib.sha256(text.encode()).hexdigest()}"
    return cache.get_or_set(key, lambda: offer_make(content_of(course)), SECONDS)


def offer_make(content):
    return Offer(
        uid=str(content.course.uid),
        version=content.version,
        bytes=content.bytes,
        files=content.files_bytes,
        packed=content.packed_bytes,
    )


def picture_bytes(image):
    width = min(image.width, PICTURE_WIDTH)
    return width * width * image.height / max(image.width, 1) * BYTES_PER_PIXEL


def page_parts(page):
    body = list(page.body.raw_data)
    return [page.uid, page.slug, page.title, page.summary, page.duration_minutes, body]


def licence_parts(licence):
    return [licence.name, licence.url, licence.sentence, licence.may_share]


def session_parts(session):
    return [session.uid, str(session), session.starts_at, session.status]
