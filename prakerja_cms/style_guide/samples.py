"""Made-up courses, classes and books in the real classes that templates are given.

Nothing here is read from the database, so the page shows the same on every site.
"""

import datetime as dt
import uuid
from dataclasses import replace

from django.utils import timezone
from django.utils.translation import gettext as _

from courses.catalogue.facets import Facet, Option
from courses.catalogue.filters import Filters
from courses.catalogue.listings import Listing
from courses.catalogue.windows import Window
from courses.live.schedule import meeting
from courses.models import CoursePage, LiveSession
from courses.paths.presenting import Outline
from courses.showing.attribution import Attribution
from courses.showing.cards import Card, Door, Row
from courses.showing.facts import Fact
from courses.showing.presenting import Crumb, Source, Step
from courses.showing.reuse import Reuse, Term
from courses.showing.sharing import Share

HERE = "#content"
UID = uuid.UUID("6d61746f-6861-7269-2d70-72616b65726a")
FRAME = '<iframe src="https://contoh.example/embed/…/"></iframe>'
DOORS = [
    Door("Bisnis Digital", HERE, "laut", "1", 34),
    Door("Wirausaha dan Ide Bisnis", HERE, "kunyit", "2", 28),
    Door("Bisnis dan Keuangan", HERE, "daun", "3", 31),
    Door("Pengembangan Diri", HERE, "manggis", "4", 40),
    Door("Teknologi dan Software", HERE, "nila", "5", 35),
]
TITLES = ("Foto produk dengan HP", "Buku kas warung", "HTML dasar dari HP")


def facts():
    return [
        Fact("price", _("Free, Rp 0")),
        Fact("time", _("45 minutes")),
        Fact("article", _("Article")),
        Fact("level", _("Beginner")),
        Fact("device", _("A phone is enough")),
        Fact("offline", _("Works without internet once opened")),
    ]


def cards():
    soon = timezone.now() + dt.timedelta(days=5)
    doors = (DOORS[0], DOORS[2], DOORS[4])
    dates = (None, soon, None)
    return [card(*values) for values in zip(TITLES, doors, dates, strict=True)]


def card(title, door, session):
    return Card(
        title=title,
        url=HERE,
        summary="Sesudah ini Anda bisa melakukannya sendiri.",
        format="article",
        givers=["Sri Lestari"],
        facts=facts()[1:5],
        category=door,
        next_session=session,
        cover=None,
        row=Row(uid=UID),
    )


def listing():
    options = [
        Option("article", _("Article"), 21, True),
        Option("video", _("Video"), 13, False),
    ]
    facet = Facet("format", _("Format"), options)
    chosen = {"format": {"article": _("Article")}}
    filters = Filters(chosen=chosen, unknown=["formet"], sort="newest")
    page = Window([1, 2, 3], number=2, num_pages=7, total=21, has_next=True)
    return Listing(filters, [facet], page, cards())


def classes(links):
    """One class in each of its states."""
    now, Status = timezone.now(), LiveSession.Status
    day = dt.timedelta(days=1)
    return [
        a_class(links, "Klinik foto produk", now - dt.timedelta(minutes=20)),
        a_class(links, "Menghitung harga bersama", now + day),
        a_class(links, "Tanya jawab QRIS", now + 2 * day, status=Status.MOVED),
        a_class(links, "Latihan wawancara", now + 3 * day, status=Status.CANCELLED),
        a_class(links, "Bincang Git", now - 30 * day, recording_url=HERE),
    ]


def a_class(links, title, starts_at, **columns):
    session = LiveSession(
        title=title,
        uid=UID,
        course=CoursePage(title="Kursus contoh", url_path="/"),
        starts_at=starts_at,
        ends_at=starts_at + dt.timedelta(minutes=90),
        duration_minutes=90,
        join_url="https://kelas.example.org/contoh",
        **columns,
    )
    return replace(meeting(session, links), url=HERE, join_path=HERE)


def lessons():
    return [
        Step(1, "Cahaya jendela", HERE, _("15 minutes"), False, uuid.uuid4()),
        Step(2, "Latar dan sudut", HERE, _("15 minutes"), True, uuid.uuid4()),
        Step(3, "Merapikan foto", HERE, _("10 minutes"), False, uuid.uuid4()),
    ]


def course():
    """What the parts of a course page are given."""
    said = "“Foto produk dengan HP”, Sri Lestari, CC BY 4.0"
    terms = [
        Term(_("You may copy it and pass it on."), allowed=True),
        Term(_("You may not sell it."), allowed=False),
    ]
    return {
        "crumbs": [Crumb(_("Courses"), HERE), Crumb("Bisnis Digital", HERE)],
        "lessons": lessons(),
        "share": Share(TITLES[0], "https://contoh.example/foto"),
        "reuse": Reuse(terms, Attribution(said, said), "", FRAME),
        "source": Source("https://contoh.example/", "contoh.example", True),
        "offer": {"uid": UID, "version": "1", "bytes": 41_900, "files": 0},
        "path": Outline(
            title="Kembali bekerja setelah berhenti",
            url=HERE,
            summary="Dari minggu pertama tanpa gaji sampai duduk tenang di wawancara.",
            facts=[Fact("book", _("9 steps")), Fact("time", _("6 hours"))],
            steps=[],
        ),
    }
