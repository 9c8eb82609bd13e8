"""The outline of a course in each format, in the language of its category.

It becomes content of that page. So it stands here and not in the message catalogues:
an outline is the same whatever language its author uses the admin in.
"""

from ..models import CoursePage
from .prompts import prompt

Format = CoursePage.Format
OUTLINES = {
    "id": {
        Format.VIDEO: [
            ("title", "Judul kursus video"),
            ("text", "Mengapa video ini perlu ditonton, dan oleh siapa?"),
            ("video", "Judul video, dan alamatnya di YouTube atau Vimeo"),
            ("heading", "Yang dipelajari"),
            ("text", "Tiga sampai lima hal, masing-masing satu baris"),
            ("heading", "Coba sendiri"),
            ("text", "Satu latihan yang bisa dikerjakan hari ini"),
            (
                "quiz",
                "Satu pertanyaan tentang isi video, dengan dua jawaban atau lebih",
            ),
        ],
        Format.ARTICLE: [
            ("title", "Judul artikel"),
            ("text", "Masalah apa yang diselesaikan? Satu alinea"),
            ("heading", "Yang Anda perlukan"),
            ("text", "Alat, bahan, atau pengetahuan awal"),
            ("heading", "Langkah demi langkah"),
            ("text", "Setiap langkah satu alinea, mulai dengan kata kerja"),
            ("heading", "Contoh"),
            ("text", "Satu contoh nyata dengan angka atau gambar"),
            ("callout", "Kesalahan yang sering terjadi dan cara menghindarinya"),
            ("heading", "Coba sendiri"),
            ("text", "Satu latihan, dan cara tahu bahwa hasilnya benar"),
        ],
        Format.LIVE: [
            ("title", "Judul kelas langsung"),
            ("text", "Apa yang bisa dilakukan peserta sesudah kelas?"),
            ("heading", "Acara"),
            ("text", "Susunan acara dengan perkiraan menitnya"),
            ("heading", "Siapkan sebelum kelas"),
            ("text", "Bahan, aplikasi, dan pertanyaan yang perlu dibawa"),
            (
                "callout",
                "Buat jadwalnya di menu Kelas langsung; hapus catatan ini",
            ),
        ],
        Format.MIXED: [
            ("title", "Judul kursus"),
            ("text", "Untuk siapa kursus ini, dan apa hasilnya?"),
            ("heading", "Tonton"),
            ("video", "Judul video, dan alamatnya di YouTube atau Vimeo"),
            ("heading", "Baca"),
            ("text", "Inti video dalam kata-kata, bagi yang tidak bisa memutarnya"),
            ("heading", "Kerjakan"),
            ("text", "Tugas kecil dan lembar kerja untuk diunduh"),
        ],
        Format.EXTERNAL: [
            ("title", "Judul kursus di situs lain"),
            ("text", "Apa isi kursus itu, dan mengapa layak diikuti?"),
            ("heading", "Sebelum Anda ke sana"),
            ("text", "Perlu mendaftar? Bahasa apa? Berapa lama?"),
        ],
    },
    "en": {
        Format.VIDEO: [
            ("title", "Title of the video course"),
            ("text", "Why is this video worth watching, and for whom?"),
            ("video", "Title of the video, and its address on YouTube or Vimeo"),
            ("heading", "What you learn"),
            ("text", "Three to five things, one line each"),
            ("heading", "Try it yourself"),
            ("text", "One exercise that can be done today"),
            ("quiz", "One question about the video, with two answers or more"),
        ],
        Format.ARTICLE: [
            ("title", "Title of the article"),
            ("text", "Which problem does it solve? One paragraph"),
            ("heading", "What you need"),
            ("text", "Tools, materials, or what to know beforehand"),
            ("heading", "Step by step"),
            ("text", "One paragraph a step, beginning with a verb"),
            ("heading", "An example"),
            ("text", "One real example with figures or a picture"),
            ("callout", "A common mistake and how to avoid it"),
            ("heading", "Try it yourself"),
            ("text", "One exercise, and how to know that it went right"),
        ],
        Format.LIVE: [
            ("title", "Title of the live class"),
            ("text", "What can people do after the class?"),
            ("heading", "Programme"),
            ("text", "The parts of the class and how many minutes each takes"),
            ("heading", "Prepare before the class"),
            ("text", "Materials, apps and questions to bring along"),
            ("callout", "Set its time in the menu Live classes, then delete this note"),
        ],
        Format.MIXED: [
            ("title", "Title of the course"),
            ("text", "For whom is it, and what comes of it?"),
            ("heading", "Watch"),
            ("video", "Title of the video, and its address on YouTube or Vimeo"),
            ("heading", "Read"),
            ("text", "The video in words, for those who cannot play it"),
            ("heading", "Do"),
            ("text", "A small task and a worksheet to download"),
        ],
        Format.EXTERNAL: [
            ("title", "Title of the course on another site"),
            ("text", "What is in the course, and why is it worth taking?"),
            ("heading", "Before you go there"),
            ("text", "Is an account needed? Which language? How long?"),
        ],
    },
}


def outline(format, language):
    """Give the title and the blocks of a format, Indonesian unless we speak another."""
    (_title, title), *parts = OUTLINES.get(language, OUTLINES["id"])[format]
    return prompt(title), [BLOCKS[kind](text) for kind, text in parts]


def question(text):
    """A question to be written, its first answer ticked as the right one."""
    return {"question": prompt(text), "choices": [{"right": True}, {"right": False}]}


BLOCKS = {
    "text": lambda text: ("text", f"<p>{prompt(text)}</p>"),
    "heading": lambda text: ("heading", text),
    "video": lambda text: ("video", {"url": "", "title": prompt(text)}),
    "quiz": lambda text: ("quiz", {"questions": [question(text)]}),
    "callout": lambda text: (
        "callout",
        {"kind": "tip", "text": f"<p>{prompt(text)}</p>"},
    ),
}
