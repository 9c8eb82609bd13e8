"""Fill an empty database with published courses and print what to measure."""

import json
import sys

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from tests.bench import crowd  # noqa: E402

REAL = 168  # made as an editor would; more of them are only rows

PARAGRAPH = "<p>" + "Catat uang masuk dan uang keluar setiap hari di satu buku. " * 2


def main(count):
    from courses.models import CategoryPage, CoursePage
    from courses.records.dumps import write_dumps
    from courses.records.sweeping import reindex
    from home.setup import setup_site

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    setup_site()
    categories = list(CategoryPage.objects.order_by("path"))
    for number in range(min(count, REAL)):
        add_course(categories[number % len(categories)], number)
    call_command("wagtail_update_index", verbosity=0)
    if count > REAL:
        crowd.fill(count - REAL)
    reindex()
    write_dumps()
    course = CoursePage.objects.order_by("path").first()
    print(course.pk)
    print(
        json.dumps(
            {
                "home": "/",
                "category": categories[0].url,
                "course": course.url,
                "search": "/cari/?q=buku",
                "API list": "/api/v1/courses/",
                "API detail": f"/api/v1/courses/{course.uid}/",
            }
        )
    )


def add_course(category, number):
    """One course of nineteen blocks, about as long as a real one, with lessons."""
    from courses.models import CoursePage, LessonPage, Licence

    course = category.add_child(
        instance=CoursePage(
            title=f"Kursus {number + 1}: mencatat uang usaha",
            summary="Setelah kursus ini Anda bisa mencatat uang usaha setiap hari.",
            licence=Licence.objects.get(code="cc-by-4.0"),
            rights_holder="Yayasan Contoh",
            duration_minutes=30 + number % 60,
            body=body(),
        )
    )
    course.tags.add("usaha", f"topik-{number % 12}")
    course.save_revision().publish()
    for lesson in range(3):
        course.add_child(
            instance=LessonPage(
                title=f"Pelajaran {lesson + 1}", duration_minutes=10, body=body()[:6]
            )
        )


def body():
    blocks = [("text", PARAGRAPH + "</p>") for _block in range(14)]
    blocks += [("heading", f"Langkah {step}") for step in range(1, 5)]
    video = {
        "url": "https://www.youtube.com/watch?v=aqz-KE-bpKQ",
        "title": "Contoh",
        "minutes": 10,
    }
    return [*blocks, ("video", video)]


if __name__ == "__main__":
    main(int(sys.argv[1]))
