"""One address of every kind of public page, in the order of the contact sheet."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone

from . import giving

COURSE = "/kursus/bisnis-digital/foto-produk-dengan-hp/"
VIDEO = "/kursus/teknologi-dan-software/git-dasar/"


def addresses():
    """Return {name: path}; the demo is there, gifts and senders are made."""
    return {name: path() if callable(path) else path for name, path in PAGES.items()}


def course_uid():
    from courses.models import CoursePage

    return CoursePage.objects.get(slug="foto-produk-dengan-hp").uid


def of_course(name):
    return lambda: reverse(f"prakerja_courses:{name}", args=[course_uid()])


def session(when):
    """Return where a class stands: live now, to come, over with a recording."""

    def path():
        from courses.models import LiveSession

        now, classes = timezone.now(), LiveSession.objects.order_by("starts_at")
        if when == "live":
            begin_now(classes.filter(starts_at__gt=now).first(), now)
        found = {
            "live": classes.filter(starts_at__lte=now, ends_at__gt=now),
            "coming": classes.filter(starts_at__gt=now),
            "over": classes.exclude(recording_url="").filter(ends_at__lt=now),
        }[when].first()
        return reverse("prakerja_courses:session", args=[found.uid])

    return path


def begin_now(meeting, now):
    meeting.starts_at = now - dt.timedelta(minutes=20)
    meeting.save()


def handed_in():
    from courses.models import Submission
    from courses.submissions.links import link_make

    return link_make(Submission.objects.latest("pk"))


PAGES = {
    "Home": "/",
    "Home in English": "/en/",
    "Catalogue": "/kursus/",
    "Category": "/kursus/bisnis-dan-keuangan/",
    "Filtered to nothing": "/kursus/bisnis-digital/?format=live&level=advanced",
    "Course": COURSE,
    "Course with video": VIDEO,
    "Lesson": COURSE + "cahaya-jendela/",
    "Learning paths": "/jalur-belajar/",
    "Learning path": "/jalur-belajar/kembali-bekerja/",
    "My learning": "/belajar-saya/",
    "Saved for offline": "/offline/",
    "Print": of_course("print"),
    "Search": "/cari/?q=usaha",
    "Search without a hit": "/cari/?q=qwertzuiop",
    "Class that is live": session("live"),
    "Class to come": session("coming"),
    "Class that is over": session("over"),
    "Schedule": "/jadwal/",
    "Contributors": "/kontributor/",
    "Contributor": "/kontributor/koperasi-warung-rukun/",
    "Hand in": "/kontribusi/",
    "Hand in a video": "/kontribusi/video/",
    "What became of it": handed_in,
    "Report a problem": of_course("report"),
    **giving.PAGES,
    "Text page": "/tentang/",
    "Not found": "/tidak-ada/",
    "API": "/api/v1/docs/",
    "Style guide": "/gaya/",
}
