"""The moderation desk: the queue, one course in review, its files."""

from django.core.paginator import Paginator
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.permissions import policy_registry

from ..models import Submission, SubmissionFile
from .queue import (
    QueueFilter,
    may_moderate,
    reviews_for,
    waiting_long,
)
from .rows import rows_of
from .stranded import resume_all, stranded_for, workflow_in_use

PER_PAGE = 20
NOT_A_MODERATOR = gettext_lazy(
    "Your account does not belong to the moderators (any more). Nothing was changed. "
    "Ask whoever manages the groups."
)


class DeskMixin(WagtailAdminTemplateMixin):
    """Only for accounts that may decide about something."""

    header_icon = "clipboard-list"

    def dispatch(self, request, *args, **kwargs):
        if not may_moderate(request.user):
            messages.error(request, NOT_A_MODERATOR)
            return redirect("wagtailadmin_home")
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def reviews(self):
        return reviews_for(self.request.user)

    @cached_property
    def filter(self):
        return QueueFilter(self.request.GET)

    @cached_property
    def queue(self):
        return self.filter.narrow(self.reviews)

    def query(self):
        """The filter as it follows a moderator from one course to the next."""
        wanted = self.request.GET.copy()
        for name in set(wanted) - set(self.filter.fields):
            del wanted[name]
        return f"?{wanted.urlencode()}" if wanted else ""


class DeskView(DeskMixin, TemplateView):
    template_name = "prakerja_courses/moderation/desk.html"
    page_title = gettext_lazy("Moderation")

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        items = Paginator(self.queue, PER_PAGE).get_page(self.request.GET.get("p"))
        total = self.reviews.count()
        return super().get_context_data(
            items=items,
            elided_page_range=items.paginator.get_elided_page_range(items.number),
            rows=rows_of(items.object_list),
            total=total,
            late=waiting_long(self.reviews).count() if total else 0,
            filter=self.filter,
            query=self.query(),
            stranded=stranded_for(self.request.user),
            workflow=workflow_in_use(),
            **kwargs,
        )


class ResumeView(DeskMixin, View):
    """Put what fell out of review back into it."""

    http_method_names = ["post"]

    def post(self, request):
        if number := resume_all(request.user):
            messages.success(
                request, _("Back in review: %(number)s.") % {"number": number}
            )
        return redirect("prakerja_courses_desk")


class UploadView(View):
    """A file handed in, as a download: nothing of it runs in this site's name."""

    def get(self, request, uid):
        confirmed = SubmissionFile.objects.exclude(submission__confirmed_at=None)
        upload = get_object_or_404(confirmed.select_related("submission"), uid=uid)
        if not may_open(request.user, upload.submission):
            raise Http404
        try:
            content = upload.file.open("rb")
        except (FileNotFoundError, ValueError) as lost:  # ValueError: forgotten
            raise Http404 from lost
        response = FileResponse(content, as_attachment=True, filename=upload.name)
        response.headers["Content-Type"] = "application/octet-stream"
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Cache-Control"] = "private, no-store"
        return response


def may_open(user, submission):
    """Moderators of its place, and who is to decide about it now."""
    policy = policy_registry.get_by_type(Submission)
    if policy.user_has_permission_for_instance(user, "view", submission):
        return True
    page_id = str(submission.page_id)
    return reviews_for(user).filter(workflow_state__object_id=page_id).exists()
