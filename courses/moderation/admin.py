"""What the desk adds to the menu and the home of the admin."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.sidebar import LinkMenuItem
from wagtail.admin.views.home import WorkflowObjectsToModeratePanel as WagtailsList
from wagtail.models import TaskState

from ..admin.menu import GuardedMenuItem
from .queue import may_moderate, reviews_for, waiting_long
from .rows import rows_of
from .stranded import stranded_for, workflow_in_use

OLDEST_SHOWN = 3


class DeskMenuItem(GuardedMenuItem):
    """Moderation, with the number that waits."""

    def render_component(self, request):
        number = reviews_for(request.user).count()
        label = f"{self.label} ({number})" if number else str(self.label)
        return LinkMenuItem(
            self.name, label, self.url, icon_name=self.icon_name, attrs=self.attrs
        )


def desk_menu_item():
    return DeskMenuItem(
        _("Moderation"),
        "prakerja_courses_desk",
        allowed=may_moderate,
        name="moderation",
        icon_name="clipboard-list",
        order=190,
    )


class DeskPanel(Component):
    """On the admin's home: how many wait, since when, and what stops the review."""

    name = "moderation_desk"
    template_name = "prakerja_courses/moderation/home_panel.html"
    order = 205

    class Media:
        css = {"all": ["prakerja_courses/admin/moderation.css"]}

    def __init__(self, request):
        self.request = request

    @cached_property
    def reviews(self):
        return reviews_for(self.request.user)

    def get_context_data(self, parent_context):
        number = self.reviews.count()
        return {
            "number": number,
            "late": waiting_long(self.reviews).count() if number else 0,
            "oldest": rows_of(self.reviews[:OLDEST_SHOWN]) if number else [],
            "stranded": stranded_for(self.request.user).count(),
            "workflow": workflow_in_use(),
        }


def add_desk_panel(request, panels):
    if not may_moderate(request.user):
        return
    panels.append(DeskPanel(request))
    if all_wait_on_the_desk(request.user):
        panels[:] = [panel for panel in panels if not isinstance(panel, WagtailsList)]


def all_wait_on_the_desk(user):
    """Whether Wagtail's own list on its home would only repeat the desk."""
    everything = TaskState.objects.reviewable_by(user)
    return everything.count() == reviews_for(user).count()
