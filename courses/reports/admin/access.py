"""Who may see a report and who may settle it."""

from wagtail.permissions import policy_registry

from ...models import ProblemReport


def may_handle(user, report):
    """Editors of the queue, and whoever may edit the page it is about.

    Authors do not judge whether their own page uses the work of others.
    """
    if may_see_queue(user, "change"):
        return True
    if report.page is None or report.kind == ProblemReport.Kind.COPYRIGHT:
        return False
    return report.page.permissions_for_user(user).can_edit()


def reports_for(user, page):
    """The open reports about a page that a user who edits it may see, oldest first."""
    reports = ProblemReport.objects.open().below(page).select_related("page")
    if not may_see_queue(user):
        reports = reports.exclude(kind=ProblemReport.Kind.COPYRIGHT)
    return reports.order_by("reported_at")


def may_see_queue(user, *actions):
    policy = policy_registry.get_by_type(ProblemReport)
    return policy.user_has_any_permission(user, actions or ("view", "change"))
