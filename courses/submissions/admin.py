"""What was handed in, as its moderators see it; drafts stay their sender's."""

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
from wagtail.permissions import register_permission_policy

from ..admin.spreadsheets import HARMLESS
from ..admin.tables import CardTable, LabelledColumn
from ..lists import SeenViewSet
from ..models import Submission
from .access import policy
from .history import CLOSED, IN_REVIEW, MAY_WRITE, Closed, State
from .message_forms import ReplyForm
from .services import submission_invite, submission_reply
from .showing import shown_answers

register_permission_policy(Submission, policy)


def handed_in(user):
    """Submissions that their senders confirmed; nothing else concerns moderators."""
    seen = policy.instances_user_has_permission_for(user, "view")
    return seen.exclude(confirmed_at=None).select_related("page")


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
        return handed_in(self.request.user)


class SubmissionView(InspectView):
    """One submission: answers, files, history, and an account for its sender."""

    any_permission_required = ("view",)
    template_name = "prakerja_courses/submissions/admin/submission.html"
    page_title = gettext_lazy("Handed in")
    pk_url_kwarg = "uid"

    def get_object(self, queryset=None):
        return get_object_or_404(handed_in(self.request.user), uid=self.pk)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            answers=shown_answers(self.object),
            files=self.object.files.all(),
            events=self.object.events.select_related("decision").order_by("-at", "-pk"),
            may_invite=self.object.state == State.ACCEPTED,
            may_write=self.object.state in MAY_WRITE,
            **{"reply_form": ReplyForm(), **kwargs},
        )


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


@method_decorator(require_POST, name="dispatch")
class ReplyView(SubmissionView):
    """Write to the sender; what was typed stays where it cannot be sent."""

    def post(self, request, *args, **kwargs):
        form = ReplyForm(request.POST)
        if not form.is_valid():
            context = self.get_context_data(reply_form=form)
            return self.render_to_response(context, status=422)
        text = form.cleaned_data["text"]
        try:
            submission_reply(submission=self.object, user=request.user, text=text)
        except Closed:
            raise PermissionDenied from None
        messages.success(request, _("Your message is on its way."))
        return redirect(detail_url(self.object))


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
    path(
        "handed-in/<uuid:uid>/write/",
        view_of(ReplyView),
        name="prakerja_courses_submission_write",
    ),
]
