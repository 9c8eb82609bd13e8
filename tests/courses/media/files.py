"""Files as editors upload them, no larger than their kind needs to be known."""

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model

MP4 = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + bytes(range(200))
WEBM = b"\x1aE\xdf\xa3\x01\x00\x00\x00\x00\x00\x00\x1fB\x82\x84webm" + bytes(40)
VTT = """WEBVTT

00:01.000 --> 00:04.000
<v Bu Sari>Halo &amp; selamat datang.

00:14.000 --> 00:18.000
<v Bu Sari>Catat <b>uang masuk</b>

00:20.000 --> 00:23.000
setiap malam.

01:05.000 --> 01:09.500
Selesai.
"""


def document(name="video.mp4", content=MP4, **fields):
    if isinstance(content, str):
        content = content.encode()
    file = ContentFile(content, name=name)
    return get_document_model().objects.create(title=name, file=file, **fields)


def track(**value):
    """A track as a ListBlock stores it."""
    value = {"language": "id", "kind": "captions", "text": VTT, **value}
    return {"type": "item", "id": "t1", "value": value}
