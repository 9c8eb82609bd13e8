"""Real pages and rows, published and complete unless a test says otherwise."""

import datetime as dt
import uuid

import factory
import wagtail_factories
from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Page, Site

from courses.models import (
    CatalogueIndexPage,
    CategoryPage,
    Contributor,
    ContributorLink,
    CourseCredit,
    CoursePage,
    LessonPage,
    Licence,
    LiveSession,
    ProblemReport,
)
from home.models import HomePage, StandardPage


def licence(code):
    """One of the licences that the migrations create."""
    return Licence.objects.get(code=code)


def default_home():
    """The home page at the root of the default site."""
    home = HomePage.objects.first() or HomePageFactory(
        parent=Page.get_first_root_node()
    )
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "testserver", "port": 80, "root_page": home},
    )
    return home


def default_catalogue():
    return CatalogueIndexPage.objects.first() or CatalogueFactory()


def default_category():
    return CategoryPage.objects.first() or CategoryFactory()


class PublishedPageFactory(wagtail_factories.PageFactory):
    slug = factory.LazyAttribute(lambda page: slugify(page.title))
    first_published_at = factory.LazyFunction(timezone.now)
    last_published_at = factory.SelfAttribute("first_published_at")

    class Meta:
        abstract = True

    class Params:
        draft = factory.Trait(
            live=False,
            has_unpublished_changes=True,
            first_published_at=None,
            last_published_at=None,
        )


class HomePageFactory(PublishedPageFactory):
    title = "Beranda"
    slug = "beranda"
    tagline = "Kursus gratis untuk siapa saja"

    class Meta:
        model = HomePage


class StandardPageFactory(PublishedPageFactory):
    parent = factory.LazyFunction(default_home)
    title = factory.Sequence("Halaman {}".format)
    body = factory.LazyFunction(lambda: text("Kami relawan."))

    class Meta:
        model = StandardPage


class CatalogueFactory(PublishedPageFactory):
    parent = factory.LazyFunction(default_home)
    title = "Kursus"
    slug = "kursus"

    class Meta:
        model = CatalogueIndexPage


class CategoryFactory(PublishedPageFactory):
    parent = factory.LazyFunction(default_catalogue)
    title = factory.Sequence("Kategori {}".format)
    colour = "nila"

    class Meta:
        model = CategoryPage


def text(words):
    return [("text", f"<p>{words}</p>")]


class CourseFactory(PublishedPageFactory):
    """A live course under CC BY; its parent is the first category there is."""

    parent = factory.LazyFunction(default_category)
    title = factory.Sequence("Kursus {}".format)
    summary = "Sesudah kursus ini Anda bisa mencatat uang usaha setiap hari."
    body = factory.LazyFunction(lambda: text("Ambil buku tulis dan satu pena."))
    duration_minutes = 45
    licence = factory.LazyFunction(lambda: licence("cc-by-4.0"))
    rights_holder = "Yayasan Contoh"

    class Meta:
        model = CoursePage


class LessonFactory(PublishedPageFactory):
    parent = factory.LazyFunction(CourseFactory)
    title = factory.Sequence("Pelajaran {}".format)
    body = factory.LazyFunction(lambda: text("Tulis tanggal di kiri atas."))
    duration_minutes = 15

    class Meta:
        model = LessonPage


class ContributorFactory(factory.django.DjangoModelFactory):
    name = factory.Sequence("Kontributor {}".format)
    slug = factory.LazyAttribute(lambda contributor: slugify(contributor.name))
    bio = "Mengajar pembukuan sejak 2015."

    class Meta:
        model = Contributor


class ContributorLinkFactory(factory.django.DjangoModelFactory):
    contributor = factory.SubFactory(ContributorFactory)
    label = "Instagram"
    url = "https://instagram.example/contoh"

    class Meta:
        model = ContributorLink


class CreditFactory(factory.django.DjangoModelFactory):
    page = factory.LazyFunction(CourseFactory)
    contributor = factory.SubFactory(ContributorFactory)
    role = "author"

    class Meta:
        model = CourseCredit


class LiveSessionFactory(factory.django.DjangoModelFactory):
    """A Zoom class tomorrow, one hour long."""

    course = factory.LazyFunction(CourseFactory)
    title = factory.Sequence("Kelas langsung {}".format)
    starts_at = factory.LazyFunction(lambda: timezone.now() + dt.timedelta(days=1))
    duration_minutes = 60
    join_url = "https://zoom.example/j/12345?pwd=rahasia"

    class Meta:
        model = LiveSession

    class Params:
        running = factory.Trait(
            starts_at=factory.LazyFunction(
                lambda: timezone.now() - dt.timedelta(minutes=10)
            )
        )
        over = factory.Trait(
            starts_at=factory.LazyFunction(
                lambda: timezone.now() - dt.timedelta(days=1)
            )
        )


class UserFactory(factory.django.DjangoModelFactory):
    username = factory.Sequence("pengguna{}".format)
    email = factory.LazyAttribute(lambda user: f"{user.username}@contoh.example")
    password = factory.django.Password("rahasia")

    class Meta:
        model = get_user_model()


class ProblemReportFactory(factory.django.DjangoModelFactory):
    """A new report: the video of a course does not play."""

    page = factory.LazyFunction(CourseFactory)
    title = factory.LazyAttribute(lambda report: report.page.title)
    kind = "video"
    form_id = factory.LazyFunction(uuid.uuid4)

    class Meta:
        model = ProblemReport

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        kwargs["page"] = kwargs["page"].page_ptr
        return super()._create(model_class, *args, **kwargs)
