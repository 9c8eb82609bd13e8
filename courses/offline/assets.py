"""All that a browser has to keep so that a course works without a network."""

import gzip
import hashlib
import json
from dataclasses import asdict, dataclass
from urllib.parse import unquote, urldefrag, urlsplit

from django.core.cache import cache
from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from django.utils.translation import get_language
from wagtail.images import get_image_model

from ..links import Links
from ..media.documents import public_documents
from ..mine import mine
from ..rights import permits
from .markup import addresses
from .rendering import render, visitor
from .statics import is_static, static_files
from .worker import version

SECONDS = 3600
KINDS = {"css": "style", "js": "script"}
CHOSEN = ("file", "video")
VIDEOS = ("mp4", "webm", "ogv")


@dataclass(frozen=True)
class Asset:
    """One address; ``kind`` is page, style, script, image, file or video.

    Files and videos are kept only by who asks for them.
    """

    url: str
    bytes: int  # on the way, about
    kind: str


def listing(content, request, *, before):
    """What ``offline_assets`` finds, as data; kept as long as content and looks stay.

    ``before`` is called when it has to be found anew, which takes a while.
    """
    host, language = request.get_host(), get_language()
    key = digest("prakerja-listing", content.version, version(), host, language)
    found = cache.get(key)
    if found is None:
        before()
        found = as_data(content, offline_assets(content, request), request)
        cache.set(key, found, SECONDS)
    return found


def as_data(content, assets, request):
    data = {
        "uid": str(content.course.uid),
        "title": content.course.title,
        "url": Links.of(request).page(content.course),
        "version": content.version,
        "bytes": sum(one.bytes for one in assets if one.kind not in CHOSEN),
        "assets": [asdict(one) for one in assets],
    }
    return {**data, "digest": digest(json.dumps(data))}


def digest(*parts):
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def offline_assets(content, request):
    """List the pages of a course and all that they show; nothing without the right.

    Players of others and join addresses are never among them: only what the pages
    load from this site before a click, and files from its own collections.
    """
    if not permits(content.course).share:
        return []
    links = Links.of(request)
    paths = {links.page(page): page for page in content.pages}
    pages = {path: render(page, path, request) for path, page in paths.items() if path}
    pages |= mine_page(request)
    found = [addresses(html.decode(errors="replace")) for html in pages.values()]
    loaded = {url: kind for one in found for url, kind in one.loaded.items()}
    named = [url for one in found for url in [*one.links, *one.loaded]]
    return [
        *(Asset(path, packed(html), "page") for path, html in pages.items()),
        *static_assets(loaded),
        *image_assets(loaded),
        *document_assets(named),
    ]


def mine_page(request):
    """Where notes are read and progress is seen, the same for everybody."""
    try:
        path = reverse("prakerja_courses:mine")
    except NoReverseMatch:
        return {}
    return {path: mine(visitor(request, path)).content}


def static_assets(loaded):
    return [
        Asset(url, size, KINDS.get(url.rpartition(".")[2], "image"))
        for url, size in static_files(filter(is_static, loaded)).items()
    ]


def image_assets(loaded):
    """Pictures of this site, resized: their sizes asked of where they are stored."""
    model = get_image_model().get_rendition_model()
    storage = model._meta.get_field("file").storage
    shown = [url for url, kind in loaded.items() if kind == "image"]
    local = [url for url in shown if url.startswith("/") and not is_static(url)]
    names = [name_in(storage, url) for url in local]
    files = {
        storage.url(made.file.name): made.file
        for made in model.objects.filter(file__in=names)
        if storage.exists(made.file.name)
    }
    return [Asset(url, files[url].size, "image") for url in local if url in files]


def name_in(storage, url):
    """The name of a stored file by its address on this site."""
    return unquote(url).removeprefix(storage.url(""))


def document_assets(urls):
    """The documents among these addresses that anybody may open."""
    ids = {url: document_id(url) for url in dict.fromkeys(urls)}
    found = {file.pk: file for file in public_documents(set(ids.values()) - {None})}
    return [
        Asset(url, found[pk].file_size or 0, document_kind(found[pk]))
        for url, pk in ids.items()
        if pk in found
    ]


def document_id(url):
    """The document that an address of this site's document view names, or None."""
    parts = urlsplit(urldefrag(url).url)
    if parts.netloc or not parts.path.startswith("/"):
        return None
    try:
        match = resolve(parts.path)
    except Resolver404:
        return None
    if match.url_name != "wagtaildocs_serve" or len(match.args) != 2:
        return None
    return int(match.args[0]) if len(match.args[0]) < 19 else None


def document_kind(document):
    return "video" if document.file_extension.lower() in VIDEOS else "file"


def packed(html):
    return len(gzip.compress(html, 6, mtime=0))
