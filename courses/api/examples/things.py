"""What stands around courses: lessons, categories, people, classes, paths, licences."""

from typing import Any

from .course import CC_BY, COURSE, COURSE_DETAIL, HERE, LINKED, TEXT, UID, URL

Json = dict[str, Any]
NAMED = {"uid": UID, "title": "Catat uang usaha", "url": URL}
CONTRIBUTOR_URL = f"{HERE}/kontributor/yayasan-contoh/"


def one_of(*results: Json) -> Json:
    """A list that has no other page."""
    rows = list(results)
    return {"total": len(rows), "next": None, "previous": None, "results": rows}


LESSON_FACTS = {
    "uid": "9a1b2c3d-7f6e-4a5b-8c9d-1e2f3a4b5c44",
    "title": "Hari pertama",
    "summary": "",
    "url": f"{URL}hari-pertama/",
    "duration_minutes": 15,
    "updated": "2026-11-20T09:30:00Z",
    "position": 1,
    "language": "id",
    "course": NAMED,
    "licence": COURSE["licence"],
    "rights_holder": COURSE["rights_holder"],
    "attribution": COURSE["attribution"],
}
LESSON_LIST = one_of(LESSON_FACTS)
LESSON_DETAIL = {
    **LINKED,
    **TEXT,
    **LESSON_FACTS,
    "id": f"{URL}hari-pertama/",
    "type": ["LearningResource"],
    "name": "Hari pertama",
    "isPartOf": [{"id": URL, "type": COURSE_DETAIL["type"], "name": NAMED["title"]}],
}
CATEGORY = {
    **COURSE["category"],
    "language": "id",
    "introduction": "<p>Berjualan dan melayani lewat internet.</p>",
    "colour": "laut",
    "course_count": 12,
    "courses_url": f"{HERE}/api/v1/courses/?category={COURSE['category']['uid']}",
}
CONTRIBUTOR = {
    "uid": "c1a7d5a4-0f35-4f0b-9a55-0b0f9d1b7c33",
    "kind": "organisation",
    "name": "Yayasan Contoh",
    "slug": "yayasan-contoh",
    "bio": "Kami mendampingi usaha kecil di Jawa Timur.",
    "website": "https://yayasan.example.org/",
    "links": [{"label": "Instagram", "url": "https://instagram.example.org/contoh"}],
    "logo": None,
    "url": CONTRIBUTOR_URL,
    "courses_url": f"{HERE}/api/v1/courses/?contributor=yayasan-contoh",
}
SESSION = {
    "uid": "5e0c1c8a-1d0f-4a63-9d3b-7c2b8e9f0a55",
    "title": "Tanya jawab pembukuan",
    "url": f"{HERE}/jadwal/5e0c1c8a-1d0f-4a63-9d3b-7c2b8e9f0a55/",
    "starts_at": "2026-12-05T02:00:00Z",
    "ends_at": "2026-12-05T03:30:00Z",
    "timezone": "Asia/Jakarta",
    "duration_minutes": 90,
    "platform": "zoom",
    "status": "scheduled",
    "note": "",
    "recording_url": None,
    "course": NAMED,
}
PATH = {
    "uid": "2b7d9e10-6a4c-4f7e-8b1d-3c5a7e9f1b66",
    "title": "Membuka usaha kecil",
    "summary": "Dari gagasan sampai pembukuan.",
    "audience": "Anda punya gagasan, tetapi belum mulai.",
    "language": "id",
    "url": f"{HERE}/jalur-belajar/membuka-usaha-kecil/",
    "steps": [
        {"course": NAMED, "reason": "Tanpa catatan tidak ada laba.", "optional": False}
    ],
    "created": "2026-10-10T02:00:00Z",
    "updated": "2026-11-02T04:15:00Z",
}
TAGS = one_of(
    {
        "name": "pembukuan",
        "slug": "pembukuan",
        "course_count": 3,
        "courses_url": f"{HERE}/api/v1/courses/?tag=pembukuan",
    }
)
LICENCES = one_of(
    {
        "code": "cc-by-4.0",
        "state": "open",
        "spdx": "CC-BY-4.0",
        "name": "CC BY 4.0",
        "url": CC_BY,
        "sentence": COURSE["licence"]["sentence"],
        "permits": {"share": True, "adapt": True, "sell": True},
        "asks": {"attribution": True, "share_alike": False},
    },
    {
        "code": "link-only",
        "state": "link-only",
        "spdx": "",
        "name": "Hanya tautan",
        "url": "",
        "sentence": {
            "id": "Dijelaskan di sini, dibaca di tempat asalnya.",
            "en": "Described here, read where it comes from.",
        },
        "permits": {"share": False, "adapt": False, "sell": False},
        "asks": {"attribution": True, "share_alike": False},
    },
)
