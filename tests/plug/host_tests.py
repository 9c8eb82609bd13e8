"""Run inside a new ``wagtail start`` host that added the two apps."""

from pathlib import Path

from django.test import TestCase
from wagtail.models import Site

import courses
import donate
import home
import search
from courses.models import CoursePage, Licence
from courses.setup import ensure_catalogue

HOST = Path(__file__).resolve().parents[1]


class HostTests(TestCase):
    def setUp(self):
        front = Site.objects.get(is_default_site=True).root_page
        self.catalogue = ensure_catalogue(front)
        category = self.catalogue.get_children().get(slug="pengembangan-diri")
        self.course = category.add_child(
            instance=CoursePage(
                title="Menulis surat lamaran",
                summary="Setelah kursus ini Anda bisa menulis surat lamaran.",
                licence=Licence.objects.get(code="cc-by-4.0"),
                rights_holder="Yayasan Contoh",
                body=[("text", "<p>Mulai dari <b>satu kalimat</b>.</p>")],
            )
        )

    def test_the_library_comes_from_the_wheel_and_home_from_the_host(self):
        for library in (courses, donate):
            self.assertIn("site-packages", library.__file__)
        for own in (home, search):
            self.assertTrue(Path(own.__file__).is_relative_to(HOST))

    def test_a_course_stands_in_the_hosts_base_template_in_indonesian(self):
        answer = self.client.get(self.course.url)
        self.assertTemplateUsed(answer, "base.html")
        self.assertContains(answer, "css/host.css")
        self.assertContains(answer, "satu kalimat")
        self.assertContains(answer, "Lisensi")
        self.assertNotContains(answer, "Licence")

    def test_machines_are_told_of_it_in_a_block_the_host_has(self):
        answer = self.client.get(self.course.url)
        head = answer.content.decode().partition("</head>")[0]
        self.assertIn('<script type="application/ld+json">', head)
        self.assertIn('"@type":"Course"', head)
        feed = self.client.get("/feeds/kursus.atom")
        self.assertContains(feed, f"urn:uuid:{self.course.uid}")

    def test_the_api_answers(self):
        answer = self.client.get("/api/v1/courses/")
        self.assertEqual(answer.json()["total"], 1)
        self.assertEqual(answer.json()["results"][0]["title"], self.course.title)

    def test_the_hosts_own_pages_still_answer(self):
        self.assertEqual(self.client.get("/").status_code, 200)
        self.assertEqual(self.client.get("/search/").status_code, 200)
        self.assertEqual(self.client.get("/jadwal/").status_code, 200)
        self.assertEqual(self.client.get("/api/v1/docs/").status_code, 200)
