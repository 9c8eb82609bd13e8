"""Files as strangers send them, made on the spot."""

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

PDF = b"%PDF-1.4\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def named(name, content):
    return SimpleUploadedFile(name, content)


def photo(name="foto.jpg", size=(40, 30), kind="JPEG"):
    content = io.BytesIO()
    Image.new("RGB", size, "teal").save(content, kind)
    return named(name, content.getvalue())


def archive(name, **entries):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        for path, text in entries.items():
            packed.writestr(path.replace("__", "/"), text)
    return named(name, content.getvalue())


def document(name="lembar.docx", **more):
    parts = {"[Content_Types].xml": "<Types/>", "word__document.xml": "<document/>"}
    return archive(name, **parts, **more)
