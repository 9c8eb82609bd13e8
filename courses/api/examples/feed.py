"""The feed of changes and the dumps to begin from."""

from .course import COURSE_DETAIL, HERE, UID

FEED = f"{HERE}/api/v1/changes/?afterChangeNumber="
TERMS = f"{HERE}/api/v1/docs/#terms"
UPDATED = {
    "state": "updated",
    "kind": "course",
    "id": UID,
    "modified": 4711,
    "digest": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "data": COURSE_DETAIL,
}
DELETED = {
    "state": "deleted",
    "kind": "lesson",
    "id": "7d3f1a52-94c8-4e1b-a6d0-2f8b5c9e4d77",
    "modified": 4712,
}
CHANGES = {
    "A course that was published or changed": {
        "next": f"{FEED}4711",
        "items": [UPDATED],
        "license": TERMS,
    },
    "A lesson that left: take down your copy": {
        "next": f"{FEED}4712",
        "items": [DELETED],
        "license": TERMS,
    },
    "Nothing new: ask this address again later": {
        "next": f"{FEED}4712",
        "items": [],
        "license": TERMS,
    },
}
SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
DUMPS = {
    "change": 4712,
    "created": "2026-11-20T10:00:00Z",
    "license": TERMS,
    "files": [
        {
            "url": f"{HERE}/api/v1/dumps/{SHA256}.ndjson.gz",
            "sha256": SHA256,
            "size": 183_204,
            "count": 214,
            "media_type": "application/x-ndjson",
            "content_encoding": "gzip",
        }
    ],
}
