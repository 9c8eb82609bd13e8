"""Looking at one report, settling it, and taking what it is about offline."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic import InspectView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton
from wagtail.models import Page

from ...models import ProblemReport
from ..files import files_only_in
from ..fixes import taken_offline_after
from ..services import report_handle
from ..takedown import (
    may_take_offline,
    shown_with,
    source_of,
    take_offline,
    translations_of,
)
from .access import may_handle, may_see_queue
from .forms import HandleForm, TakedownForm

State = ProblemReport.State
DONE = {
    State.NEW: gettext_lazy("The report is open again."),
    State.CHECKING: gettext_lazy("The report says that somebody is looking at it."),
    State.FIXED: gettext_lazy("Marked as fixed. The page now says so, with the date."),
    State.DISMISSED: gettext_lazy("Closed: there was nothing to fix."),
}


class ReportDetailView(InspectView):
    """One report with all that can be done about it."""

    any_permission_required = ("view", "change")
    template_name = "prakerja_courses/reports/admin/report.html"
    page_title = gettext_lazy("Problem report")

    def post(self, request, *args, **kwargs):
        form = HandleForm(request.POST, report=self.object)
        state = request.POST.get("state", "")
        if not self.user_has_permission("change"):
            raise PermissionDenied
        if state not in State.values or not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        answers = form.cleaned_data
        report_handle(report=self.object, user=request.user, state=state, **answers)
        messages.success(request, self.done_text(state, answers.get("reply")))
        return redirect(self.index_url_name)

    def done_text(self, state, reply):
        parts = [DONE[State(state)], _("Your answer is on its way.") if reply else ""]
        return " ".join(str(part) for part in parts if part)

    @cached_property
    def page_buttons(self):
        page = self.object.page
        if page is None:
            return []
        buttons = []
        if page.permissions_for_user(self.request.user).can_edit():
            url = reverse("wagtailadmin_pages:edit", args=[page.pk])
            buttons.append(HeaderButton(_("Edit the page"), url, icon_name="edit"))
        if may_take_offline(page, self.request.user):
            url = takedown_url(page, self.object)
            label = _("Take it offline")
            buttons.append(HeaderButton(label, url, icon_name="download"))
        return buttons

    def get_page_subtitle(self):
        return self.object.title

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", HandleForm(report=self.object))
        may_change = self.user_has_permission("change")
        return super().get_context_data(
            may_change=may_change,
            page_buttons=self.page_buttons,
            taken_offline=taken_offline_after(self.object),
            **kwargs,
        )


@require_POST
def handle_report(request, pk, state):
    """One click in the page editor; ``next`` leads back there."""
    report = get_object_or_404(ProblemReport, pk=pk)
    if not may_handle(request.user, report):
        raise PermissionDenied
    if state not in State.values:
        return HttpResponseBadRequest()
    report_handle(report=report, user=request.user, state=state)
    messages.success(request, DONE[State(state)])
    return redirect(next_url(request))


def next_url(request):
    url = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(url, {request.get_host()})
    return url if is_ours else reverse("wagtailadmin_home")


def takedown_url(page, report=None):
    url = reverse("prakerja_courses_take_offline", args=[page.pk])
    return f"{url}?report={report.pk}" if report else url


class TakedownView(WagtailAdminTemplateMixin, FormView):
    """Ask why, say what will be gone, and do it in one step."""

    form_class = TakedownForm
    template_name = "prakerja_courses/reports/admin/takedown.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.page = source_of(get_object_or_404(Page, pk=kwargs["page_id"]))
        self.report = self.report_asked_for()

    def report_asked_for(self):
        pk = self.request.GET.get("report", "")
        reports = ProblemReport.objects.below(self.page)
        return reports.filter(pk=pk).first() if pk.isdecimal() else None

    def dispatch(self, request, *args, **kwargs):
        if not may_take_offline(self.page, request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def translations(self):
        return translations_of(self.page, self.request.user)

    def staying_translations(self):
        going = [each.pk for each in self.translations]
        public = self.page.get_translations().live().filter(alias_of=None)
        return public.exclude(pk__in=going)

    @cached_property
    def files(self):
        return files_only_in(shown_with(self.page, *self.translations))

    def get_form_kwargs(self):
        return {
            **super().get_form_kwargs(),
            "contact": self.report and self.report.contact,
            "translations": self.translations,
            "files": self.files,
        }

    def get_initial(self):
        """The work complained about is often a file, not the words around it."""
        report = self.report
        return {"with_files": report and report.kind == ProblemReport.Kind.COPYRIGHT}

    def form_valid(self, form):
        taken = take_offline(
            page=self.page,
            user=self.request.user,
            report=self.report,
            **form.cleaned_data,
        )
        messages.success(self.request, self.done_text(len(taken)))
        if form.cleaned_data.get("with_files"):
            text = _("Its pictures and documents are out of public view, too.")
            messages.success(self.request, text)
        if form.cleaned_data.get("reply"):
            messages.success(self.request, _("Your answer is on its way."))
        return redirect(self.back_url)

    @cached_property
    def back_url(self):
        if self.report and may_see_queue(self.request.user):
            return reverse("prakerja_reports:inspect", args=[self.report.pk])
        return reverse("wagtailadmin_pages:history", args=[self.page.pk])

    def done_text(self, number):
        text = ngettext(
            "“%(title)s” is offline: %(number)s page is no longer public.",
            "“%(title)s” is offline: %(number)s pages are no longer public.",
            number,
        )
        return text % {"title": self.page.get_admin_display_title(), "number": number}

    def get_page_title(self):
        does = _("Take offline")
        return f"{does}: {self.page.get_admin_display_title()}"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            page=self.page,
            report=self.report,
            taken_offline=self.report and taken_offline_after(self.report),
            gone=[page for page in reversed(shown_with(self.page)) if page.live],
            translations=self.translations,
            staying=self.staying_translations(),
            files=self.files,
            action_url=self.request.get_full_path(),
            back_url=self.back_url,
            **kwargs,
        )
