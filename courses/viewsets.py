"""The screens of the courses app in the Wagtail admin."""

import django_filters
from django.forms import CheckboxSelectMultiple
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TitleFieldPanel,
)
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from .authorship import OwnCoursePreviewView
from .live.access import guarded, policy
from .live.forms import LiveSessionForm
from .live.times import day_text, time_text, zone_name
from .models import (
    BlockedDomain,
    CatalogueIndexPage,
    CategoryPage,
    Contributor,
    CoursePage,
    LearningPathIndexPage,
    LearningPathPage,
    LessonPage,
    Licence,
    LiveSession,
)
from .moderation.comparing import CourseCompareView
from .moderation.editing import ReviewedCreateView, ReviewedEditView
from .moderation.page_views import CourseCopyView, CourseWorkflowActionView
from .tables import CardTable, LabelledColumn


class ContributorViewSet(SnippetViewSet):
    model = Contributor
    icon = "group"
    menu_label = _("Contributors")
    menu_order = 220
    add_to_admin_menu = True
    list_display = ["name", "kind", "listed"]
    list_filter = ["kind", "listed"]
    list_per_page = 50
    panels = [
        TitleFieldPanel("name", targets=["slug"], classname=None),
        FieldPanel("slug"),
        FieldPanel("kind"),
        FieldPanel("bio"),
        FieldPanel("logo"),
        FieldPanel("website"),
        InlinePanel("links", heading=_("Links"), label=_("link")),
        FieldPanel("listed"),
        FieldPanel("users", widget=CheckboxSelectMultiple),
    ]


class LicenceViewSet(SnippetViewSet):
    model = Licence
    icon = "key"
    menu_label = _("Licences")
    menu_order = 900
    add_to_settings_menu = True
    list_display = ["name", "state", "spdx_id"]
    list_filter = ["state"]
    search_fields = ["name", "spdx_id", "code"]
    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("code")]),
        FieldPanel("state"),
        FieldRowPanel([FieldPanel("spdx_id"), FieldPanel("url")]),
        FieldPanel("sentence_id"),
        FieldPanel("sentence_en"),
        MultiFieldPanel(
            [
                FieldPanel("may_share"),
                FieldPanel("may_adapt"),
                FieldPanel("may_sell"),
                FieldPanel("must_attribute"),
                FieldPanel("must_share_alike"),
            ],
            heading=_("What it permits"),
        ),
        FieldPanel("sort_order"),
    ]


class BlockedDomainViewSet(SnippetViewSet):
    model = BlockedDomain
    icon = "lock"
    menu_label = _("Blocked domains")
    menu_order = 910
    add_to_settings_menu = True
    list_display = ["host", "note", "added_at"]
    search_fields = ["host", "note"]
    panels = [FieldPanel("host"), FieldPanel("note")]


class LiveSessionFilterSet(WagtailFilterSet):
    when = django_filters.ChoiceFilter(
        label=_("When"),
        method="filter_when",
        choices=[("coming", _("now and coming")), ("past", _("past"))],
    )

    class Meta:
        model = LiveSession
        fields = ["when", "status", "platform"]

    def filter_when(self, sessions, name, value):
        now = timezone.now()
        if value == "past":
            return sessions.filter(ends_at__lte=now)
        return sessions.filter(ends_at__gt=now)


class LiveSessionIndexView(IndexView):
    table_class = CardTable

    def get_base_queryset(self):
        sessions = policy.instances_user_has_permission_for(self.request.user, "change")
        return sessions.select_related("course")


def start_text(session):
    start = session.local_start
    return f"{day_text(start.date())}, {time_text(start)} {zone_name(session)}"


class LiveSessionViewSet(ModelViewSet):
    model = LiveSession
    icon = "date"
    menu_label = _("Live classes")
    menu_order = 210
    add_to_admin_menu = True
    ordering = "-starts_at"
    index_view_class = LiveSessionIndexView
    filterset_class = LiveSessionFilterSet
    search_fields = ["title", "course__title"]
    list_display = [
        "__str__",
        LabelledColumn(
            "when", label=_("When"), accessor=start_text, sort_key="starts_at"
        ),
        LabelledColumn("course", label=_("Course"), accessor="course.title"),
        LabelledColumn("status", label=_("Status"), accessor="get_status_display"),
    ]
    edit_handler = ObjectList(
        [
            FieldPanel("course"),
            FieldPanel("title"),
            MultiFieldPanel(
                [
                    FieldPanel("starts_at", help_text=_("On the clock chosen below.")),
                    FieldRowPanel(
                        [FieldPanel("timezone"), FieldPanel("duration_minutes")]
                    ),
                ],
                heading=_("When"),
            ),
            FieldRowPanel([FieldPanel("platform"), FieldPanel("join_url")]),
            FieldRowPanel([FieldPanel("status"), FieldPanel("note")]),
            FieldPanel("recording_url"),
        ],
        base_form_class=LiveSessionForm,
    )

    def construct_view(self, view_class, **kwargs):
        return guarded(super().construct_view(view_class, **kwargs))


class CoursePageViewSet(PageViewSet):
    model = CoursePage
    add_view_class = ReviewedCreateView
    preview_on_add_view_class = OwnCoursePreviewView
    edit_view_class = ReviewedEditView
    workflow_action_view_class = CourseWorkflowActionView
    copy_view_class = CourseCopyView
    revisions_compare_view_class = CourseCompareView


class LessonPageViewSet(CoursePageViewSet):
    model = LessonPage


class CategoryPageViewSet(CoursePageViewSet):
    """A category is copied with the courses below it."""

    model = CategoryPage


class CataloguePageViewSet(CoursePageViewSet):
    """Its workflow is that of all pages below it."""

    model = CatalogueIndexPage


class LearningPathViewSet(CoursePageViewSet):
    model = LearningPathPage


class LearningPathIndexViewSet(CoursePageViewSet):
    """It is copied with the paths below it."""

    model = LearningPathIndexPage
