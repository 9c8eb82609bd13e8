"""A course as one ZIP that opens from a USB stick in any browser.

The same content gives the same bytes.
"""

import shutil
import zipfile
from dataclasses import dataclass, field
from urllib.parse import urldefrag, urljoin

import nh3
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import override

from .. import conf
from ..records.courses import whole_course
from ..records.images import FILTER, pictures
from ..showing.attribution import reader_language
from .assets import document_id
from .names import Names, safe_name

# The first day that a ZIP can name: what was made when is told inside.
MOMENT = (1980, 1, 1, 0, 0, 0)
CHUNK = 256 * 1024
STYLE = "prakerja_courses/offline/package.css"
ALREADY_SMALL = ("jpg", "jpeg", "png", "webp", "avif", "gif", "mp4", "webm", "zip")
TAGS = {
    "a", "aside", "audio", "b", "blockquote", "br", "caption", "cite", "code", "dd",
    "del", "details", "dl", "dt", "em", "figcaption", "figure", "h2", "h3", "h4",
    "h5", "hr", "i", "img", "li", "ol", "p", "pre", "s", "section", "small", "source",
    "strong", "sub", "summary", "sup", "table", "tbody", "td", "th", "thead", "time",
    "tr", "track", "ul", "video",
}  # fmt: skip
ATTRIBUTES = {
    "a": {"href"},
    "audio": {"controls", "src"},
    "blockquote": {"cite"},
    "code": {"class"},
    "img": {"alt", "height", "src", "width"},
    "ol": {"start", "type"},
    "source": {"src", "type"},
    "th": {"scope"},
    "time": {"datetime"},
    "track": {"kind", "label", "src", "srclang"},
    "video": {"controls", "height", "src", "width"},
}
ADDRESSES = {("a", "href"), ("img", "src"), ("video", "src"), ("audio", "src")}
ADDRESSES |= {("source", "src"), ("track", "src")}


@dataclass
class Package:
    """Files by their name in the ZIP: text, or something stored to copy from."""

    texts: dict[str, str] = field(default_factory=dict)
    files: dict[str, object] = field(default_factory=dict)

    def write(self, target):
        with zipfile.ZipFile(target, "w") as archive:
            for name in sorted(self.texts):
                with archive.open(entry(name), "w") as inside:
                    inside.write(self.texts[name].encode())
            for name in sorted(self.files):
                copy(self.files[name], archive, name)


def entry(name):
    info = zipfile.ZipInfo(name, MOMENT)
    small = name.rpartition(".")[2] in ALREADY_SMALL
    info.compress_type = zipfile.ZIP_STORED if small else zipfile.ZIP_DEFLATED
    info.create_system = 0  # the same on every machine
    info.external_attr = 0
    return info


def copy(file, archive, name):
    with file.storage.open(file.name) as source, archive.open(entry(name), "w") as made:
        shutil.copyfileobj(source, made, CHUNK)


def package_of(content, request):
    """Lay out a course: its start page, a page for each lesson, files, licence."""
    with override(reader_language(content.course)):
        return Layout(content, request).package()


def file_name(course):
    """What the browser of a visitor calls the ZIP."""
    return safe_name(course.title, "zip", fallback="kursus")


class Layout:
    def __init__(self, content, request):
        self.content = content
        self.document = whole_course(content.course)
        self.names = Names()
        self.made = Package()
        self.local = {}
        self.pages = self.page_names(request)
        self.keep_files()

    def page_names(self, request):
        """The file of each page, by its address on the site."""
        pages = {self.document.url: "index.html"}
        for number, lesson in enumerate(self.document.lessons, start=1):
            name = self.names.give(f"{number:02} {lesson.lesson.title}", "html")
            pages[lesson.url] = name
        self.local |= pages
        return pages

    def keep_files(self):
        """Take pictures and documents in, as long as there is room for them."""
        room = conf.get("PACKAGE_MEGABYTES") * 1024 * 1024
        for address, title, file, size in self.stored_files():
            if size <= room and stored(file):
                room -= size
                ending = file.name.rpartition(".")[2]
                name = self.names.give(title, ending, "berkas/")
                self.local[address] = name
                self.made.files[name] = file

    def stored_files(self):
        """Address, title, file and size; the smaller first, so that more fits."""
        images = pictures((image.pk for image in self.content.images), FILTER)
        root = self.document.url
        found = [
            (urljoin(root, made.url), made.image.title, made.file)
            for [made] in images.values()
        ]
        found += [
            (document_key(file.pk), file.title, file.file)
            for file in self.content.documents
        ]
        sized = [(*one, size_of(one[2])) for one in found]
        return sorted(sized, key=lambda one: (one[3], one[2].name))

    def package(self):
        self.page("index.html", "index.html", body=self.clean(self.document.body.html))
        lessons = self.document.lessons
        for number, lesson in enumerate(lessons, start=1):
            self.page(
                self.pages[lesson.url],
                "lesson.html",
                lesson=lesson.lesson,
                number=number,
                body=self.clean(lesson.body.html),
                previous=self.step(number - 2),
                next=self.step(number),
            )
        self.text("LISENSI.txt", "licence.txt")
        with open(finders.find(STYLE), encoding="utf-8") as style:
            self.made.texts["gaya.css"] = style.read()
        return self.made

    def page(self, name, template, **context):
        html = render_to_string(
            f"prakerja_courses/offline/package/{template}", self.context(context)
        )
        self.made.texts[name] = html.lstrip()

    def text(self, name, template):
        """Plain text, with the line ends that every editor of Windows understands."""
        self.page(name, template)
        lines = self.made.texts[name].splitlines()
        self.made.texts[name] = "\r\n".join(lines) + "\r\n"

    def context(self, context):
        steps = [self.step(index) for index in range(len(self.document.lessons))]
        return {
            "course": self.content.course,
            "document": self.document,
            "licence": self.content.course.licence,
            "steps": steps,
            "language": reader_language(self.content.course),
            **context,
        }

    def step(self, index):
        lessons = self.document.lessons
        if not 0 <= index < len(lessons):
            return None
        found = lessons[index]
        return {"name": self.pages[found.url], "page": found.lesson}

    def clean(self, html):
        """The same HTML with what is inside the package linked there, and no more."""
        return SafeString(
            nh3.clean(
                html or "",
                tags=TAGS,
                attributes=ATTRIBUTES,
                attribute_filter=self.attribute,
                clean_content_tags={"script", "style"},
                link_rel="noopener external",
                url_schemes={"http", "https", "mailto", "tel"},
            )
        )

    def attribute(self, tag, name, value):
        if (tag, name) not in ADDRESSES:
            return value
        address, anchor = urldefrag(value)
        inside = self.local.get(address) or self.local.get(self.document_at(address))
        if inside:
            return f"{inside}#{anchor}" if anchor else inside
        return urljoin(self.document.url, value) if tag == "a" else None

    def document_at(self, address):
        root = urljoin(self.document.url, "/")
        pk = document_id("/" + address.removeprefix(root).lstrip("/"))
        return document_key(pk) if address.startswith((root, "/")) and pk else None


def document_key(pk):
    return f"document:{pk}"


def size_of(file):
    try:
        return file.size
    except OSError:
        return 0


def stored(file):
    return bool(file) and file.storage.exists(file.name)
