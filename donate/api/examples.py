"""What the documentation shows of each answer; a test holds all to their schemas."""

HERE = "https://kursus.example.org"
LAST_HASH = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae"
SHA256 = "fcde2b2edba56bf408601fb721fe9b5c338d10ee429ea04fae5511b68fbf8fb9"
BOOK = {"book": "live", "entries": 42, "last_hash": LAST_HASH}
CHECKED = {"at": "2026-11-20T10:00:00Z", "entries": 42, "problems": 0}
FIGURES = {
    "opening": "0.00",
    "ads": "250000.00",
    "donations": "1000000.00",
    "other": "0.00",
    "came_in": "1250000.00",
    "refunds": "0.00",
    "disputes": "0.00",
    "fees": "35000.00",
    "costs": "200000.00",
    "went_out": "235000.00",
    "exchange": "0.00",
    "closing": "1015000.00",
}
LEFT = {"cash": {"stripe": "765000.00", "bank": "250000.00"}, "left": "1015000.00"}
SUMMARY = {
    **BOOK,
    "checked": CHECKED,
    "currencies": [
        {
            "currency": "IDR",
            "total": FIGURES,
            "months": [{"month": "2026-10", "figures": FIGURES}],
            "costs": [
                {"account": "expenses:hosting", "name": "Server", "amount": "200000.00"}
            ],
            **LEFT,
        }
    ],
}
ONE_MONTH = {
    "book": "live",
    "month": "2026-10",
    "closed_at": "2026-11-05T03:00:00Z",
    "currencies": [
        {
            "currency": "IDR",
            "figures": FIGURES,
            "sources": [
                {"name": "Donasi", "amount": "1000000.00"},
                {"name": "Iklan", "amount": "250000.00"},
            ],
            "costs": [{"name": "Server", "amount": "200000.00"}],
            **LEFT,
            "difference": "0.00",
        }
    ],
}
ONE_PAGE = {"total": 1, "next": None, "previous": None}
MONTHS = {
    **ONE_PAGE,
    "results": [
        {
            "month": "2026-10",
            "url": f"{HERE}/api/v1/ledger/months/2026-10/",
            "closed": True,
        }
    ],
}
FOLDER = f"{HERE}/donasi/transparansi/berkas"
FILES = {
    **ONE_PAGE,
    "results": [
        {
            "name": "2026-10.json",
            "url": f"{FOLDER}/2026-10.json",
            "month": "2026-10",
            "last_number": 42,
            "bytes": 18_204,
            "sha256": SHA256,
        }
    ],
    "archive": f"{FOLDER}/semua-bulan.zip",
}
CHECK = {
    **BOOK,
    "checked": CHECKED,
    "balances": [
        {
            "currency": "IDR",
            "closing": "1015000.00",
            "left": "1015000.00",
            "difference": "0.00",
        }
    ],
}
