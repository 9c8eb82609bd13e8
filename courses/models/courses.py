"""A course, its tags and who is credited for it."""

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string
from wagtail.models import Orderable, Page
from wagtail.search import index

from ..admin import panels
from ..blocks import CONTENT_BLOCKS
from ..querysets import CourseManager
from .identity import IdentifiedPage
from .licences import Licence
from .public import PublicPage
from .publishing import CheckedPage


class CourseTag(TaggedItemBase):
    content_object = ParentalKey(
        "prakerja_courses.CoursePage",
        on_delete=models.CASCADE,
        related_name="tagged_items",
    )


class CoursePage(CheckedPage, PublicPage, IdentifiedPage, Page):
    """A course: its facts in columns, its text in blocks."""

    class Format(models.TextChoices):
        VIDEO = "video", _("video")
        ARTICLE = "article", _("article")
        LIVE = "live", _("live class")
        MIXED = "mixed", _("mixed")
        EXTERNAL = "external", _("on another site")

    class Level(models.TextChoices):
        BEGINNER = "beginner", _("beginner")
        INTERMEDIATE = "intermediate", _("intermediate")
        ADVANCED = "advanced", _("advanced")

    class Language(models.TextChoices):
        INDONESIAN = "id", _("Indonesian")
        ENGLISH = "en", _("English")
        JAVANESE = "jv", _("Javanese")
        SUNDANESE = "su", _("Sundanese")

    class Device(models.TextChoices):
        PHONE = "phone", _("a phone is enough")
        COMPUTER = "computer", _("laptop or computer")

    class HandoverPrice(models.IntegerChoices):
        """What a training ecosystem that takes the course over pays for it."""

        ZERO = 0, _("zero rupiah")
        ONE = 1, _("one rupiah")

    summary = models.CharField(
        _("summary"),
        max_length=300,
        help_text=_("What somebody can do after this course. One or two sentences."),
    )
    body = StreamField(CONTENT_BLOCKS, verbose_name=_("body"), blank=True)
    cover = models.ForeignKey(
        get_image_model_string(),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("cover"),
        help_text=_("Welcome, not needed: a card without one draws its category."),
    )
    tags = ClusterTaggableManager(
        through=CourseTag, blank=True, related_name="prakerja_courses"
    )

    format = models.CharField(
        _("format"), max_length=10, choices=Format, default=Format.ARTICLE
    )
    level = models.CharField(
        _("level"), max_length=14, choices=Level, default=Level.BEGINNER
    )
    language = models.CharField(
        _("language of the course"),
        max_length=8,
        choices=Language,
        default=Language.INDONESIAN,
    )
    duration_minutes = models.PositiveIntegerField(
        _("duration in minutes"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Whole course, videos included. Empty if you do not know."),
    )
    device = models.CharField(
        _("what it needs"), max_length=10, choices=Device, default=Device.PHONE
    )
    needs_internet = models.BooleanField(
        _("needs internet while learning"), default=True
    )
    needs_app = models.CharField(
        _("needs this app"),
        max_length=80,
        blank=True,
        help_text=_("An app or program that has to be installed, by its name."),
    )
    needs_account = models.BooleanField(
        _("needs an account elsewhere"),
        default=False,
        help_text=_("The source asks learners to register before they can start."),
    )

    licence = models.ForeignKey(
        Licence,
        null=True,
        on_delete=models.PROTECT,
        related_name="courses",
        verbose_name=_("licence"),
        help_text=_("Needed before the course can be published."),
    )
    rights_holder = models.CharField(
        _("rights holder"),
        max_length=200,
        help_text=_("Who made it and keeps the rights. Needed before publishing."),
    )
    rights_note = models.TextField(
        _("permission or note on rights"),
        blank=True,
        max_length=2000,
        help_text=_("With “by permission”: what was permitted, by whom and when."),
    )
    source_url = models.URLField(
        _("source"),
        max_length=500,
        blank=True,
        help_text=_("Where the original is found."),
    )
    handover_price = models.PositiveSmallIntegerField(
        _("hand-over price"),
        null=True,
        blank=True,
        choices=HandoverPrice,
        help_text=_(
            "For training ecosystems that take modules over. Learners here never pay."
        ),
    )
    verified_on = models.DateField(
        _("last verified on"),
        null=True,
        blank=True,
        help_text=_("When somebody last checked that everything here is right."),
    )
    import_key = models.CharField(
        _("import key"), max_length=500, blank=True, editable=False, db_index=True
    )

    objects = CourseManager()

    shown_with = ["licence"]
    own_fields = ["uid", "import_key"]
    exclude_fields_in_copy = own_fields
    base_form_class = panels.CourseForm
    content_panels = [*Page.content_panels, *panels.COURSE_CONTENT]
    edit_handler = panels.course_edit_handler(
        content_panels, Page.promote_panels, Page.settings_panels
    )
    parent_page_types = ["prakerja_courses.CategoryPage"]
    subpage_types = ["prakerja_courses.LessonPage"]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary", boost=2),
        index.SearchField("body"),
        index.SearchField("rights_holder"),
        index.AutocompleteField("summary"),
        index.RelatedFields("tags", [index.SearchField("name")]),
        index.FilterField("format"),
        index.FilterField("level"),
        index.FilterField("language"),
    ]

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")

    @property
    def course_path(self):
        return self.path

    @property
    def lives_elsewhere(self):
        return self.format == self.Format.EXTERNAL

    def get_context(self, request, *args, **kwargs):
        from ..showing.presenting import course_context

        context = super().get_context(request, *args, **kwargs)
        return {**context, **course_context(self, request)}


class CourseCredit(Orderable):
    """What a contributor did for a course."""

    class Role(models.TextChoices):
        AUTHOR = "author", _("author")
        PRESENTER = "presenter", _("presenter")
        EDITOR = "editor", _("editor")
        CAPTIONER = "captioner", _("captioner")
        TRANSLATOR = "translator", _("translator")

    page = ParentalKey(CoursePage, on_delete=models.CASCADE, related_name="credits")
    contributor = models.ForeignKey(
        "prakerja_courses.Contributor",
        on_delete=models.PROTECT,
        related_name="credits",
        verbose_name=_("contributor"),
    )
    role = models.CharField(_("role"), max_length=12, choices=Role, default=Role.AUTHOR)

    panels = ["contributor", "role"]

    class Meta(Orderable.Meta):
        verbose_name = _("credit")
        verbose_name_plural = _("credits")

    def __str__(self):
        return f"{self.contributor} ({self.get_role_display()})"
