"""The screens of the courses app in the Wagtail admin."""

from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    TitleFieldPanel,
)
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from ..authorship import OwnCoursePreviewView
from ..models import (
    BlockedDomain,
    CatalogueIndexPage,
    CategoryPage,
    Contributor,
    CoursePage,
    LearningPathIndexPage,
    LearningPathPage,
    LessonPage,
    Licence,
)
from ..moderation.comparing import CourseCompareView
from ..moderation.editing import ReviewedCreateView, ReviewedEditView
from ..moderation.page_views import CourseCopyView, CourseWorkflowActionView


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
