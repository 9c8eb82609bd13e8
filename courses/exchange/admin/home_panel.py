"""What the home of the admin says about versions from elsewhere that wait."""

from wagtail.admin.ui.components import Component
from wagtail.permission_policies.pages import PagePermissionPolicy

from ...models import MirroredPage

MOST_SHOWN = 5


class NewVersionsPanel(Component):
    name = "new_versions"
    template_name = "prakerja_courses/mirrors/home_panel.html"
    order = 208

    def __init__(self, rows):
        self.rows = rows

    def get_context_data(self, parent_context):
        shown = self.rows.select_related("page").order_by("seen_at", "pk")
        return {
            "number": self.rows.count(),
            "first": shown[:MOST_SHOWN],
            "waiting": MirroredPage.State.WAITING,
        }


def add_versions_panel(request, panels):
    """Nothing where nothing waits for this editor."""
    rows = MirroredPage.objects.filter(
        kind=MirroredPage.Kind.COURSE, state=MirroredPage.State.WAITING
    )
    if rows.exists():
        policy = PagePermissionPolicy()
        mine = policy.instances_user_has_permission_for(request.user, "change")
        rows = rows.filter(page__in=mine.order_by().values("pk"))
        if rows.exists():
            panels.append(NewVersionsPanel(rows))
