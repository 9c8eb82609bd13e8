"""The list of dumps and their files."""

import datetime as dt
import re
from typing import Any

from django.http import FileResponse, Http404
from django.urls import reverse
from rest_framework.request import Request

from ..models import DumpPart
from ..records.dumps import part_named, whole_parts
from ..records.serializers import InstantField
from ..records.standing import Standing
from ..storage import private_storage
from .answers import standing
from .changes import terms_address
from .problems import Busy

SECONDS_TO_WRITE = 60
SHA256 = re.compile("[0-9a-f]{64}")


def dumps_manifest(request: Request, now: Standing) -> dict[str, Any]:
    """Without files as long as none was written; Busy while one is written anew."""
    parts = whole_parts(now)
    if not parts and DumpPart.objects.exists():
        raise Busy(SECONDS_TO_WRITE)
    return {
        "change": parts[-1].last if parts else 0,
        "created": InstantField().to_representation(newest(parts)) if parts else None,
        "license": terms_address(request),
        "files": [file_data(request, part) for part in parts],
    }


def newest(parts: list[DumpPart]) -> dt.datetime:
    return max(part.created_at for part in parts)


def file_data(request: Request, part: DumpPart) -> dict[str, Any]:
    path = reverse("prakerja_courses_api:dump_part", args=[part.sha256])
    return {
        "url": request.build_absolute_uri(path),
        "sha256": part.sha256,
        "size": part.size,
        "count": part.count,
        "media_type": "application/x-ndjson",
        "content_encoding": "gzip",
    }


def dump_file(sha256: str) -> FileResponse:
    part = part_named(sha256, standing()) if SHA256.fullmatch(sha256) else None
    if part is None:
        raise Http404
    try:
        file = private_storage().open(part.name)
    except OSError as missing:
        raise Http404 from missing
    answer = FileResponse(file, content_type="application/gzip")
    answer["Content-Length"] = str(part.size)
    answer["ETag"] = f'"{sha256}"'
    return answer
