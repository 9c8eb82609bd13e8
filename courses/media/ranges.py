"""Parts of a file (RFC 9110 §14): a player moves about, a download goes on."""

import re

from django.http import FileResponse, HttpResponse, StreamingHttpResponse

RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")
CHUNK = 64 * 1024


class NoSuchPart(Exception):
    """The part asked for begins behind the end."""


def wanted_part(request, size, etag):
    """First and last byte asked for; None for the whole file."""
    asked = RANGE.fullmatch(request.headers.get("Range", ""))
    if not asked or not any(asked.groups()):
        return None  # several parts at once are answered with the whole, as HTTP allows
    if all(asked.groups()) and int(asked[2]) < int(asked[1]):
        return None  # not a part at all, which HTTP has ignored
    if request.headers.get("If-Range", etag) != etag:
        return None
    first, last = boundaries(asked, size)
    if first >= size:
        raise NoSuchPart
    return first, last


def boundaries(asked, size):
    first, last = asked.groups()
    if not first:  # so many from the end
        return max(size - int(last), 0), size - 1
    return int(first), min(int(last), size - 1) if last else size - 1


def no_such_part(size):
    return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})


def answer(file, part, size):
    """Send an open file or a part of it; the answer closes it."""
    if part is None:
        return FileResponse(file)
    first, last = part
    length = last - first + 1
    response = StreamingHttpResponse(Part(file, first, length), status=206)
    response.headers["Content-Length"] = str(length)
    response.headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    return response


class Part:
    """Some bytes of an open file, which the answer closes when it is over."""

    def __init__(self, file, first, length):
        self.file, self.first, self.length = file, first, length

    def __iter__(self):
        self.file.seek(self.first)
        left = self.length
        while left > 0 and (chunk := self.file.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk

    def close(self):
        self.file.close()
