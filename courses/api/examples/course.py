"""One course, whole and in a list."""

from typing import Any

HERE = "https://kursus.example.org"
URL = f"{HERE}/kursus/bisnis-digital/catat-uang-usaha/"
UID = "6f0f6f3c-3a3e-4e55-9d0c-0d4f5b0e7a11"
CC_BY = "https://creativecommons.org/licenses/by/4.0/"

COURSE: dict[str, Any] = {
    "uid": UID,
    "title": "Catat uang usaha",
    "summary": "Sesudah kursus ini Anda bisa mencatat uang usaha setiap hari.",
    "url": URL,
    "api_url": f"{HERE}/api/v1/courses/{UID}/",
    "category": {
        "uid": "0d9f1f0e-52a0-4c8e-8a30-6f0a3a1c9b22",
        "slug": "bisnis-digital",
        "title": "Bisnis Digital",
        "url": f"{HERE}/kursus/bisnis-digital/",
    },
    "tags": ["pembukuan"],
    "format": "article",
    "level": "beginner",
    "language": "id",
    "duration_minutes": 45,
    "needs": {"device": "phone", "internet": False, "app": "", "account": False},
    "cover": None,
    "contributors": [
        {
            "uid": "c1a7d5a4-0f35-4f0b-9a55-0b0f9d1b7c33",
            "name": "Yayasan Contoh",
            "kind": "organisation",
            "role": "author",
            "url": f"{HERE}/kontributor/yayasan-contoh/",
        }
    ],
    "licence": {
        "code": "cc-by-4.0",
        "state": "open",
        "spdx": "CC-BY-4.0",
        "name": "CC BY 4.0",
        "url": CC_BY,
        "sentence": {
            "id": "Boleh dibagikan, diubah, dan dijual, asal nama pembuatnya disebut.",
            "en": "You may share, change and sell it, as long as you name its maker.",
        },
        "permits": {
            "show": True,
            "embed": True,
            "link": True,
            "share": True,
            "adapt": True,
            "sell": True,
            "handover": True,
        },
        "asks": {"attribution": True, "share_alike": False},
    },
    "rights_holder": "Yayasan Contoh",
    "source_url": None,
    "attribution": {
        "text": f"“Catat uang usaha” oleh Yayasan Contoh, CC BY 4.0 ({CC_BY}). "
        f"Sumber: {URL}",
        "html": f'“<a href="{URL}">Catat uang usaha</a>” oleh Yayasan Contoh, '
        f'<a href="{CC_BY}">CC BY 4.0</a>. Sumber: <a href="{URL}">{URL}</a>',
        "id": {"text": f"“Catat uang usaha” oleh … Sumber: {URL}", "html": "…"},
        "en": {"text": f"“Catat uang usaha” by … Source: {URL}", "html": "…"},
    },
    "price": {"amount": 0, "currency": "IDR"},
    "handover": {"amount": 1, "currency": "IDR"},
    "sessions": [],
    "verified_on": "2026-11-01",
    "created": "2026-10-01T02:00:00Z",
    "updated": "2026-11-20T09:30:00Z",
}
TEXT = {
    "body": "<p>Ambil buku tulis dan satu pena.</p>",
    "text": "Ambil buku tulis dan satu pena.",
    "markdown": "Ambil buku tulis dan satu pena.",
    "blocks": [{"type": "text", "html": "<p>Ambil buku tulis dan satu pena.</p>"}],
}
FOUNDATION = {"type": "Organization", "name": "Yayasan Contoh"}
SITE = {"type": "Organization", "id": f"{HERE}/", "name": "Kursus Contoh"}
LINKED = {
    "@context": ["https://w3id.org/kim/amb/context.jsonld", {"@language": "id"}],
    "id": URL,
    "type": ["Course", "LearningResource"],
    "name": "Catat uang usaha",
    "description": "Sesudah kursus ini Anda bisa mencatat uang usaha setiap hari.",
    "inLanguage": ["id"],
    "keywords": ["pembukuan"],
    "learningResourceType": [
        {"type": "Concept", "id": "https://w3id.org/kim/hcrt/course"}
    ],
    "isAccessibleForFree": True,
    "creator": [FOUNDATION],
    "publisher": [SITE],
    "license": {"id": CC_BY},
    "rights": {
        "state": "open",
        "holder": "Yayasan Contoh",
        "sentence": {"id": "Boleh dibagikan …", "en": "You may share …"},
    },
    "timeRequired": "PT45M",
    "datePublished": "2026-10-01",
    "dateModified": "2026-11-20",
    "encoding": [],
}
COURSE_LIST = {"total": 1, "next": None, "previous": None, "results": [COURSE]}
COURSE_DETAIL = {
    **COURSE,
    **TEXT,
    **LINKED,
    "translations": [],
    "lessons": [
        {
            **TEXT,
            "uid": "9a1b2c3d-7f6e-4a5b-8c9d-1e2f3a4b5c44",
            "title": "Hari pertama",
            "summary": "",
            "url": f"{URL}hari-pertama/",
            "duration_minutes": 15,
            "updated": "2026-11-20T09:30:00Z",
        }
    ],
}
