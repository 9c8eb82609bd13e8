"""Texts of every kind of block; each paragraph has a mark of its own."""

BLOCKS = [
    ("heading", "Bagian baru"),
    ("quote", {"quote": "Saya tahu hari sepi.", "speaker": "Bu Sari", "source": ""}),
    ("callout", {"kind": "tip", "text": "<p>Simpan <b>buku</b>.</p>"}),
    ("code", {"language": "sql", "code": "SELECT 1\n  FROM kas"}),
    ("video", {"url": "https://youtu.be/aqz-KE-bpKQ", "title": "Kas", "minutes": 4}),
    ("accordion", {"items": [{"heading": "Berapa?", "text": "<p>Lima.</p>"}]}),
    (
        "table",
        {
            "table": {
                "columns": [
                    {"type": "text", "heading": "Hari"},
                    {"type": "number", "heading": "Rp"},
                ],
                "rows": [{"values": ["Senin", "5"]}],
                "caption": "Kas",
            },
            "row_headings": True,
        },
    ),
    (
        "quiz",
        {
            "title": "",
            "questions": [
                {
                    "question": "Kapan?",
                    "choices": [
                        {"text": "Hari ini", "right": True, "explanation": ""},
                        {"text": "Besok", "right": False, "explanation": "Lupa."},
                    ],
                    "explanation": "<p>Lima menit.</p>",
                }
            ],
        },
    ),
]
LICENCES = ["cc-by-4.0", "cc-by-sa-4.0", "cc-by-nd-4.0", "embed-only", "by-permission"]
