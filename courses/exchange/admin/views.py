"""Send a list, look at what would become of it, import it, take it back."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ...categories import categories_for
from ..errors import TableError
from ..runs.access import may_import, runs_for
from ..runs.making import ask_again
from ..runs.states import AT_WORK, NotNow, State, is_silent, run_begin, run_continue
from ..runs.undoing import would_be_kept
from ..runs.uploads import first_rows
from .exports import ReportDownload
from .forms import ColumnsForm, UploadForm
from .summaries import Summary

PER_PAGE = 30
REFRESH = 4  # seconds
TEMPLATES = "prakerja_courses/imports"
TITLE = gettext_lazy("Import courses")


class ImportMixin(WagtailAdminTemplateMixin):
    """Only for accounts that may add courses somewhere."""

    header_icon = "upload"
    page_title = TITLE

    def dispatch(self, request, *args, **kwargs):
        if not may_import(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def runs(self):
        return runs_for(self.request.user)

    def get_breadcrumbs_items(self):
        here = {"url": reverse("prakerja_courses_imports"), "label": TITLE}
        return [*self.breadcrumbs_items, here, *self.crumbs()]

    def crumbs(self):
        return []


class RunMixin(ImportMixin):
    @cached_property
    def run(self):
        return get_object_or_404(self.runs, uid=self.kwargs["uid"])

    def get_page_subtitle(self):
        return self.run.name

    def crumbs(self):
        url = reverse("prakerja_courses_import", args=[self.run.uid])
        return [{"url": url, "label": self.run.name}]

    def back_to_run(self):
        return redirect("prakerja_courses_import", self.run.uid)

    def begin(self, state, **facts):
        """Two clicks begin one; the second is shown what the first began."""
        try:
            run_begin(run=self.run, state=state, user=self.request.user, **facts)
        except NotNow:
            messages.info(self.request, _("This import is at another step by now."))
        return self.back_to_run()


class ListView(ImportMixin, TemplateView):
    template_name = f"{TEMPLATES}/list.html"

    def get_context_data(self, **kwargs):
        pages = Paginator(self.runs.defer("report", "kept"), PER_PAGE)
        items = pages.get_page(self.request.GET.get("p"))
        return super().get_context_data(items=items, **kwargs)


class UploadView(ImportMixin, FormView):
    form_class = UploadForm
    template_name = f"{TEMPLATES}/upload.html"
    page_subtitle = gettext_lazy("Import a list")

    def crumbs(self):
        return [{"url": "", "label": self.page_subtitle}]

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "user": self.request.user}

    def form_valid(self, form):
        return redirect("prakerja_courses_import_columns", form.run.uid)


class ColumnsView(RunMixin, FormView):
    """Which column holds what, and into which category."""

    form_class = ColumnsForm
    template_name = f"{TEMPLATES}/columns.html"

    def dispatch(self, request, *args, **kwargs):
        try:
            return super().dispatch(request, *args, **kwargs)
        except TableError as error:
            messages.error(request, str(error))
            return redirect("prakerja_courses_imports")

    def get_form_kwargs(self):
        self.header, self.rows = first_rows(self.run)
        return {
            **super().get_form_kwargs(),
            "header": self.header,
            "categories": categories_for(self.request.user),
            "initial": {**self.run.columns, "category": self.likely_category()},
        }

    def likely_category(self):
        """The one chosen before, or the only one there is."""
        categories = categories_for(self.request.user)[:2]
        return self.run.category or (categories[0] if len(categories) == 1 else None)

    def form_valid(self, form):
        category = form.cleaned_data["category"]
        return self.begin(State.CHECKING, columns=form.columns, category=category)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return {**context, "run": self.run, "header": self.header, "rows": self.rows}


class RunView(RunMixin, TemplateView):
    """Where a run is; while a task is at it, the page asks again by itself."""

    def get_template_names(self):
        return [f"{TEMPLATES}/{'progress' if self.is_at_work else 'run'}.html"]

    @property
    def is_at_work(self):
        return self.run.state in AT_WORK

    def get(self, request, *args, **kwargs):
        if self.run.state == State.UPLOADED:
            return redirect("prakerja_courses_import_columns", self.run.uid)
        response = super().get(request, *args, **kwargs)
        if self.is_at_work:
            response.headers["Refresh"] = str(REFRESH)
        return response

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            run=self.run,
            silent=is_silent(self.run),
            summary=Summary(self.run),
            begun=self.run.attempt > 0,
            **kwargs,
        )


class StartView(RunMixin, View):
    http_method_names = ("post",)

    def post(self, request, uid):
        if "again" in request.POST:
            return self.begin(State.RUNNING, report=ask_again(self.run.report))
        return self.begin(State.RUNNING)


class ContinueView(RunMixin, View):
    http_method_names = ("post",)

    def post(self, request, uid):
        try:
            run_continue(run=self.run, user=request.user)
        except NotNow:
            messages.info(request, _("This import is being worked on."))
        return self.back_to_run()


class UndoView(RunMixin, TemplateView):
    """Say what would go and what would stay, and do it when told to."""

    template_name = f"{TEMPLATES}/undo.html"
    page_title = gettext_lazy("Undo an import")

    def crumbs(self):
        return [*super().crumbs(), {"url": "", "label": self.page_title}]

    def post(self, request, uid):
        return self.begin(State.UNDOING)

    def get_context_data(self, **kwargs):
        gone, kept = would_be_kept(self.run, self.request.user)
        return super().get_context_data(run=self.run, gone=gone, kept=kept, **kwargs)


class ReportView(RunMixin, View):
    def get(self, request, uid, kind):
        if not self.run.report or kind not in ReportDownload.FORMATS:
            raise Http404
        link = request.build_absolute_uri(reverse("wagtailadmin_home"))
        return ReportDownload(link).response(self.run, kind)
