"""What was handed in, as those see it who may publish; drafts stay their sender's."""

import django_filters
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import TitleColumn
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.permission_policies.base import BasePermissionPolicy
from wagtail.permissions import page_permission_policy, register_permission_policy

from ..lists import SeenViewSet
from ..models import Submission
from ..spreadsheets import HARMLESS
from ..tables import CardTable, LabelledColumn
from .history import CLOSED, IN_REVIEW, Closed, State
from .services import submission_invite

SHOWN_ANSWERS = ("summary", "text", "links", "maker", "permission", "source")


class PublishersPolicy(BasePermissionPolicy):
    """Whoever may publish a page may look; nobody adds, changes or deletes."""

    def user_has_permission(self, user, action):
        return action == "view" and page_permission_policy.user_has_permission(
            user, "publish"
        )

    def users_with_any_permission(self, actions):
        return page_permission_policy.users_with_permission("publish")


policy = PublishersPolicy(Submission)
register_permission_policy(Submission, policy)


def handed_in():
    """Submissions that their senders confirmed; nothing else concerns moderators."""
    return Submission.objects.exclude(confirmed_at=None).select_related("page")


class SubmissionFilterSet(WagtailFilterSet):
    waiting = django_filters.BooleanFilter(
        label=gettext_lazy("Open"), method="filter_waiting"
    )

    class Meta:
        model = Submission
        fields = ("waiting", "state", "shape", "problem")

    def filter_waiting(self, submissions, name, value):
        return submissions.filter(state__in=IN_REVIEW if value else CLOSED)


class SubmissionIndexView(IndexView):
    table_class = CardTable
    page_title = gettext_lazy("Handed in")
    any_permission_required = ("view",)
    custom_value_preprocess = {**IndexView.custom_value_preprocess, **HARMLESS}
    list_export = (
        "title",
        "get_shape_display",
        "get_state_display",
        "get_problem_display",
        "confirmed_at",
    )
    export_headings = {
        "get_shape_display": gettext_lazy("Shape"),
        "get_state_display": gettext_lazy("State"),
        "get_problem_display": gettext_lazy("Problem"),
    }

    def get_base_queryset(self):
        return handed_in()


class SubmissionView(InspectView):
    """One submission: answers, files, history, and an account for its sender."""

    any_permission_required = ("view",)
    template_name = "prakerja_courses/submissions/admin/submission.html"
    page_title = gettext_lazy("Handed in")
    pk_url_kwarg = "uid"

    def get_object(self, queryset=None):
        return get_object_or_404(handed_in(), uid=self.pk)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            answers=answers_of(self.object),
            files=self.object.files.all(),
            events=self.object.events.select_related("decision").order_by("-at", "-pk"),
            may_invite=self.object.state == State.ACCEPTED,
            **kwargs,
        )


def answers_of(submission):
    """Label and text of what its sender wrote."""
    from .shapes import FORMS

    labels = FORMS[submission.shape].base_fields
    for name in SHOWN_ANSWERS:
        if value := submission.answers.get(name):
            text = "\n".join(value) if isinstance(value, list) else value
            yield labels[name].label, text


@method_decorator(require_POST, name="dispatch")
class InviteView(SubmissionView):
    def post(self, request, *args, **kwargs):
        try:
            account = submission_invite(submission=self.object, user=request.user)
        except Closed:
            raise PermissionDenied from None
        text = _("An invitation is on its way to %(email)s.")
        messages.success(request, text % {"email": account.email})
        return redirect("prakerja_courses_submission", self.object.uid)


class SubmissionViewSet(SeenViewSet):
    model = Submission
    name = "prakerja_submissions"
    url_prefix = "handed-in"
    icon = "download"
    menu_label = gettext_lazy("Handed in")
    menu_order = 215
    index_view_class = SubmissionIndexView
    filterset_class = SubmissionFilterSet
    ordering = ("-confirmed_at", "-pk")
    search_fields = ("title", "sender_name", "organisation")
    export_filename = "handed-in"
    list_display = (
        TitleColumn(
            "title",
            label=gettext_lazy("Title"),
            get_url=lambda submission: detail_url(submission),
        ),
        LabelledColumn("sender_name", label=gettext_lazy("Sender")),
        LabelledColumn(
            "shape", label=gettext_lazy("Shape"), accessor="get_shape_display"
        ),
        LabelledColumn(
            "state", label=gettext_lazy("State"), accessor="get_state_display"
        ),
        LabelledColumn(
            "problem", label=gettext_lazy("Problem"), accessor="get_problem_display"
        ),
        LabelledColumn("confirmed_at", label=gettext_lazy("Confirmed at")),
    )


def detail_url(submission):
    return reverse("prakerja_courses_submission", args=[submission.uid])


def view_of(view_class):
    return view_class.as_view(
        model=Submission,
        permission_policy=policy,
        index_url_name="prakerja_submissions:index",
    )


urlpatterns = [
    path(
        "handed-in/<uuid:uid>/",
        view_of(SubmissionView),
        name="prakerja_courses_submission",
    ),
    path(
        "handed-in/<uuid:uid>/invite/",
        view_of(InviteView),
        name="prakerja_courses_submission_invite",
    ),
]
