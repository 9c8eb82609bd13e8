"""Files of a course from elsewhere, copied here where that was asked for.

They are fetched before a page is written: no database waits for another site.
"""

import hashlib
import io
import tempfile
import time
from pathlib import PurePath
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.text import slugify
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection

from ...media.own_files import check_video
from ...naming import shorten
from ...showing.pictures import PictureError, picture_draw, picture_open
from ..errors import ClientError
from ..reaching import late

FORMATS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}
MOST_PIXELS = 24_000_000
# What opens as itself on a phone and runs nothing on this site.
DOCUMENT_ENDINGS = {
    "csv", "docx", "epub", "m4a", "mp3", "odp", "ods", "odt", "pdf", "pptx", "txt",
    "xlsx", "zip",
}  # fmt: skip
VIDEO_ENDINGS = {"mp4", "webm"}
LONGEST_STEM = 40


class NoShelf:
    """Nothing is copied: links lead to every file."""

    def __init__(self):
        self.known = {}
        self.problems = []

    def image(self, facts, title):
        return None

    def document(self, facts, title, filename):
        return None

    def video(self, facts, title):
        return None


class Shelf(NoShelf):
    """Copies of one course; ``known`` tells what an earlier version left here.

    All its files together get ``seconds``, if any are named.
    """

    def __init__(self, client, known, seconds=None):
        super().__init__()
        self.until = seconds and time.monotonic() + seconds
        self.client = client
        self.before = known
        self.asked = {}

    def image(self, facts, title):
        return self.copy("image", facts, title, self.make_image)

    def document(self, facts, title, filename):
        if ending(filename) not in DOCUMENT_ENDINGS:
            return None
        return self.copy("document", facts, title, self.make_document, filename)

    def video(self, facts, title):
        filename = unquote(PurePath(urlsplit(facts["url"]).path).name)
        if ending(filename) not in VIDEO_ENDINGS:
            return None
        return self.copy("document", facts, title, self.make_video, filename)

    def copy(self, kind, facts, title, make, *more):
        """The id of a copy, which is asked for once; None where it cannot be had."""
        place = kind, facts["url"]
        if place not in self.asked:
            self.asked[place] = self.fetched(kind, facts, title, make, *more)
        return self.asked[place]

    def fetched(self, kind, facts, title, make, *more):
        known = self.known_copy(kind, facts.get("sha256"))
        if known is None:
            try:
                with tempfile.TemporaryFile() as file:
                    sha256 = self.client.media(facts, file, seconds=self.left())
                    known = self.known_copy(kind, sha256) or make(file, title, *more)
            except (ClientError, PictureError, ValidationError) as error:
                self.tell(reason(error))
                return None
            self.known[sha256] = [kind, known]
        return known

    def left(self):
        if self.until is None:
            return None
        seconds = self.until - time.monotonic()
        if seconds <= 0:
            raise late()
        return seconds

    def tell(self, problem):
        if problem not in self.problems:
            self.problems.append(problem)

    def known_copy(self, kind, sha256):
        found = self.known.get(sha256) or self.before.get(sha256)
        if not sha256 or not found or found[0] != kind:
            return None
        model = get_image_model() if kind == "image" else get_document_model()
        if not model.objects.filter(pk=found[1]).exists():
            return None
        self.known[sha256] = found
        return found[1]

    def make_image(self, file, title):
        formats = list(FORMATS)
        with picture_open(file, formats=formats, most_pixels=MOST_PIXELS) as picture:
            kind = picture.format
            drawn = picture_draw(picture, kind)
        name = f"{stem(title)}.{FORMATS[kind]}"
        return self.stored(get_image_model(), io.BytesIO(drawn), title, name)

    def make_document(self, file, title, filename):
        name = f"{stem(PurePath(filename).stem)}.{ending(filename)}"
        return self.stored(get_document_model(), file, title, name)

    def make_video(self, file, title, filename):
        name = f"{stem(PurePath(filename).stem)}.{ending(filename)}"
        video = get_document_model()(title=shorten(title, 255), file=File(file, name))
        check_video(video)
        file.seek(0)
        return self.stored(get_document_model(), file, title, name)

    def stored(self, model, file, title, name):
        """A row of its own, or the one that a run which was killed left."""
        collection = collection_of(self.client.origin)
        sha1 = hashlib.sha1(file.read(), usedforsecurity=False).hexdigest()
        file.seek(0)
        known = model.objects.filter(collection=collection, file_hash=sha1).first()
        if known is None:
            known = model(title=shorten(title, 255) or name, collection=collection)
            known.file_hash, known.file_size = sha1, file.seek(0, io.SEEK_END)
            file.seek(0)
            known.file = File(file, name)
            known.save()
        return known.pk


class Inventory(Shelf):
    """What is here already; whether anything ``lacks`` is found out without asking."""

    def __init__(self, known):
        super().__init__(None, known)
        self.lacks = False

    def fetched(self, kind, facts, title, make, *more):
        known = self.known_copy(kind, facts.get("sha256"))
        self.lacks |= known is None
        return known


def collection_of(origin):
    """The site's files stand together, apart from those of this one."""
    name = origin.place[1][:255]
    root = Collection.get_first_root_node()
    found = root.get_children().filter(name=name).first()
    return found or root.add_child(name=name)


def ending(filename):
    return PurePath(filename).suffix.lower().removeprefix(".")


def stem(text):
    return slugify(text)[:LONGEST_STEM] or "file"


def reason(error):
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    return str(error) or type(error).__name__
