"""Files that strangers hand in: known by their content, kept where nobody can look."""

import hashlib
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO

import filetype
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext

from .. import conf
from ..models import SubmissionFile
from ..showing.pictures import Damaged, TooManyPixels, picture_draw, picture_open

MEGABYTE = 1024 * 1024
# A photo can be read at half its size; of the others each pixel takes memory.
MOST_MEGAPIXELS = {"JPEG": 50, "PNG": 16, "WEBP": 16, "GIF": 16}
MOST_UNPACKED = 200 * MEGABYTE
MOST_ENTRIES = 5000
ENTRY = b"PK\x01\x02"  # stands before each entry in the directory of an archive
LONGEST_NAME = 160
Kind = SubmissionFile.Kind
OFFICE = "application/vnd.openxmlformats-officedocument"
ODF = "application/vnd.oasis.opendocument"
# By content type: kind and the ending a file of it gets.
TAKEN = {
    "image/jpeg": (Kind.IMAGE, "jpg"),
    "image/png": (Kind.IMAGE, "png"),
    "image/webp": (Kind.IMAGE, "webp"),
    "image/gif": (Kind.IMAGE, "gif"),
    "application/pdf": (Kind.DOCUMENT, "pdf"),
    f"{OFFICE}.wordprocessingml.document": (Kind.DOCUMENT, "docx"),
    f"{OFFICE}.presentationml.presentation": (Kind.DOCUMENT, "pptx"),
    f"{OFFICE}.spreadsheetml.sheet": (Kind.DOCUMENT, "xlsx"),
    f"{ODF}.text": (Kind.DOCUMENT, "odt"),
    f"{ODF}.spreadsheet": (Kind.DOCUMENT, "ods"),
    "text/plain": (Kind.DOCUMENT, "txt"),
    "text/csv": (Kind.DOCUMENT, "csv"),
}
OFFICE_FOLDERS = {
    "word/": f"{OFFICE}.wordprocessingml.document",
    "ppt/": f"{OFFICE}.presentationml.presentation",
    "xl/": f"{OFFICE}.spreadsheetml.sheet",
}
TEXT_ENDINGS = {".txt": "text/plain", ".csv": "text/csv"}


@dataclass(frozen=True)
class Upload:
    """A file that was looked at and may be kept."""

    file: BinaryIO
    name: str
    kind: str
    content_type: str
    size: int
    sha256: str
    description: str = ""

    @property
    def ending(self):
        return TAKEN[self.content_type][1]


def read_upload(file, description=""):
    """Return what a file really is, or raise ValidationError."""
    check_size(file.name, file.size)
    content_type = real_type(file)
    if not is_taken(content_type):
        raise refusal(file.name)
    kind, ending = TAKEN[content_type]
    if kind == Kind.IMAGE:
        file = redrawn(file, content_type)
    return Upload(
        file=file,
        name=f"{PurePath(file.name).stem[: LONGEST_NAME - 5]}.{ending}",
        kind=kind,
        content_type=content_type,
        size=file.size,
        sha256=digest(file),
        description=description,
    )


def is_taken(content_type):
    """Our list, and what the host's own settings leave of it."""
    kind, ending = TAKEN.get(content_type, ("", ""))
    setting = {Kind.IMAGE: "WAGTAILIMAGES_EXTENSIONS"}.get(
        kind, "WAGTAILDOCS_EXTENSIONS"
    )
    allowed = getattr(settings, setting, None)
    return bool(kind) and (allowed is None or ending in allowed)


def endings_taken():
    return [ending for kind, (_kind, ending) in TAKEN.items() if is_taken(kind)]


def refusal(name):
    return ValidationError(
        gettext(
            "“%(name)s” is of a kind we do not take. Send one of these: %(endings)s. A "
            "drawing (SVG) can be saved as PNG."
        )
        % {"name": name, "endings": ", ".join(endings_taken())}
    )


def check_size(name, size):
    if size > limit_bytes():
        raise too_large(name)
    if not size:
        raise ValidationError(gettext("“%(name)s” is empty.") % {"name": name})


def limit_bytes():
    return conf.get("UPLOAD_MEGABYTES") * MEGABYTE


def total_limit_bytes():
    return conf.get("SUBMISSION_MEGABYTES") * MEGABYTE


def unconfirmed_limit_bytes():
    return conf.get("SUBMISSION_UNCONFIRMED_MEGABYTES") * MEGABYTE


def too_large(name):
    return ValidationError(
        gettext(
            "“%(name)s” is too large: a file may have %(megabytes)s MB. Make it "
            "smaller, or put it on a file service and give its address in the text."
        )
        % {"name": name, "megabytes": conf.get("UPLOAD_MEGABYTES")}
    )


def real_type(file):
    """The content type that the bytes say, whatever the name says; "" if unknown."""
    file.seek(0)
    head = file.read(8192)
    guess = filetype.guess(head)
    if guess is None:
        return text_type(file)
    if guess.mime in TAKEN and not guess.mime.startswith((OFFICE, ODF)):
        return guess.mime
    return packed_type(file) if zipfile.is_zipfile(rewound(file)) else ""


def text_type(file):
    content_type = TEXT_ENDINGS.get(PurePath(file.name).suffix.lower(), "")
    text = rewound(file).read()
    try:
        text.decode("utf-8")
    except UnicodeDecodeError:
        return ""
    return "" if b"\0" in text else content_type


def packed_type(file):
    """Office files are ZIP archives; one with macros is no document to us."""
    # What the archive says of their number may be a lie, and reading them costs memory.
    if rewound(file).read().count(ENTRY) > MOST_ENTRIES:
        return ""
    try:
        with zipfile.ZipFile(rewound(file)) as archive:
            return type_of_archive(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OSError):
        return ""


def type_of_archive(archive):
    names = archive.namelist()
    unpacked = sum(entry.file_size for entry in archive.infolist())
    if unpacked > MOST_UNPACKED or any("vbaproject" in n.lower() for n in names):
        return ""
    if "mimetype" in names:
        with archive.open("mimetype") as entry:
            return entry.read(100).decode("ascii", "replace").strip()
    if "[Content_Types].xml" not in names:
        return ""
    return next(
        (
            kind
            for folder, kind in OFFICE_FOLDERS.items()
            if any(name.startswith(folder) for name in names)
        ),
        "",
    )


def redrawn(file, content_type):
    """The picture alone, without what a camera wrote into its file."""
    kind = content_type.removeprefix("image/").upper()
    most = MOST_MEGAPIXELS[kind]
    limits = {"formats": [kind], "most_pixels": most * 1_000_000}
    try:
        with picture_open(rewound(file), **limits) as picture:
            return ContentFile(picture_draw(picture, kind), name=file.name)
    except Damaged:
        raise ValidationError(
            gettext("“%(name)s” cannot be opened. Is it complete?")
            % {"name": file.name}
        ) from None
    except TooManyPixels:
        raise ValidationError(
            gettext(
                "“%(name)s” has more than %(number)s million pixels. Make it smaller."
            )
            % {"name": file.name, "number": most}
        ) from None


def digest(file):
    return hashlib.file_digest(rewound(file), "sha256").hexdigest()


def rewound(file):
    file.seek(0)
    return file
