"""What waits for the editors on the morning of the pictures."""

import datetime as dt
import uuid

import django

django.setup()

from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from courses.models import (  # noqa: E402
    CategoryPage,
    CoursePage,
    MediaItem,
    Submission,
)
from courses.reports.services import report_receive  # noqa: E402
from courses.submissions.services import submission_confirm  # noqa: E402
from tests.courses.guarding import guard_fields  # noqa: E402

HERE = {"locale__language_code": "id"}


def main():
    hand_in_modules()
    report_problems()
    lose_a_video()


def hand_in_modules():
    hand_in(
        "video",
        category="teknologi-dan-software",
        title="HTML dasar: halaman pertama",
        summary="Sesudah ini Anda bisa membuat halaman web pertama Anda.",
        links="https://www.youtube.com/watch?v=aqz-KE-bpKQ",
        rights="embed",
        maker="Web Programming UNPAS",
        sender_name="Dimas",
    )
    hand_in(
        "artikel",
        category="wirausaha-dan-ide-bisnis",
        title="Menanam cabai di ember",
        summary="Sesudah ini Anda bisa memanen cabai sendiri dari teras rumah.",
        text="Siapkan ember bekas.\n\n- Lubangi dasarnya\n- Siram pagi hari",
        rights="own",
        licence="cc-by-4.0",
        sender_name="Bu Tani",
        organisation="Kelompok Tani Mekar",
    )


def hand_in(folder, *, category, **answers):
    """Send the form as a stranger does, and confirm it."""
    answers = {
        "category": str(CategoryPage.objects.get(slug=category, **HERE).uid),
        "device": "phone",
        "level": "beginner",
        "language": "id",
        "handover_price": "0",
        "email": "pengirim@contoh.example",
        **answers,
        **guard_fields(),
    }
    answer = Client(SERVER_NAME="127.0.0.1").post(f"/kontribusi/{folder}/", answers)
    assert answer.status_code == 303
    submission_confirm(submission=Submission.objects.latest("pk"))


def report_problems():
    report(
        "buku-kas-warung",
        kind="content",
        place="Bagian “Menutup hari”",
        text="Jumlah di contoh tabelnya tidak cocok: seharusnya Rp185.000.",
        contact="sari@contoh.example",
    )
    report(
        "foto-produk-dengan-hp",
        kind="copyright",
        text="Foto di kursus ini karya saya. Saya belum pernah ditanya.",
        contact="raka@contoh.example",
    )


def report(slug, **facts):
    page = CoursePage.objects.get(slug=slug, **HERE)
    report_receive(page=page, form_id=uuid.uuid4(), language="id", **facts)


def lose_a_video():
    """One video has been missing for four days; all others play."""
    now = timezone.now()
    items = list(MediaItem.objects.used().order_by("pk"))
    for item in items:
        item.title, item.state, item.checked_at = item.pages.first().title, "fine", now
        item.save()
    lost = items[0]
    lost.state, lost.failed_days, lost.failed_on = "gone", 4, now.date()
    lost.save()
    for days in range(4):
        at = now - dt.timedelta(days=days)
        lost.checks.create(at=at, outcome="gone", detail="404")


if __name__ == "__main__":
    main()
