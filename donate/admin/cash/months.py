"""The months of the books: prepared by one person, signed by another, printed."""

from django.http import Http404
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.base import ViewSet

from ...ledger.books import active_book
from ...ledger.journal import STYLES
from ...models import Organisation, PeriodClose, PreparedMonth
from ...months.calendar import months_known
from ...months.checklist import month_reasons, month_rows
from ...months.closing import has_moved, month_prepare, month_sign
from ...months.errors import NotReady
from .journal import JournalView
from .month_forms import PrepareForm
from .one_month import OneMonth


class MonthsView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    model = PreparedMonth
    any_permission_required = ("add", "change", "view")
    template_name = "prakerja_donate/admin/months/list.html"
    page_title = gettext_lazy("Close a month")
    header_icon = "lock"

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        book = active_book()
        closes = {close.month: close for close in PeriodClose.objects.filter(book=book)}
        prepared = {
            each.month: each
            for each in PreparedMonth.objects.filter(book=book, close=None)
        }
        months = [
            {
                "month": month,
                "close": closes.get(month),
                "prepared": prepared.get(month),
            }
            for month in reversed(months_known(book))
        ]
        return super().get_context_data(
            months=months, journals=list(STYLES), is_test_book=book == "test", **kwargs
        )


class MonthView(OneMonth, FormView):
    """The list, the statement, and what the reader may do about it."""

    any_permission_required = ("add", "change", "view")
    template_name = "prakerja_donate/admin/months/month.html"
    form_class = PrepareForm

    def get_page_title(self):
        return self.name

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "book": self.book, "month": self.month}

    def post(self, request, *args, **kwargs):
        """Prepare; who may only look or sign is sent back without a change."""
        if self.close or not self.user_has_permission("add"):
            messages.error(request, _("This month cannot be prepared by you."))
            return redirect(self.address)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        try:
            month_prepare(
                book=self.book,
                month=self.month,
                typed=form.typed,
                reasons=form.reasons,
                note=form.cleaned_data["note"],
                author=self.request.user,
            )
        except NotReady as problem:
            for reason in problem.reasons:
                form.add_error(None, reason)
            return self.form_invalid(form)
        messages.success(self.request, _("Prepared. Now somebody else signs it."))
        return redirect(self.address)

    def get_context_data(self, **kwargs):
        found = [] if self.close else month_rows(self.book, self.month)
        reasons = [] if self.close else month_reasons(self.book, self.month, found)
        return super().get_context_data(
            **self.shared(),
            **self.signing(reasons),
            rows=found,
            reasons=reasons,
            may_prepare=self.user_has_permission("add") and not self.close,
            **kwargs,
        )

    def signing(self, reasons):
        waits = self.prepared is not None and self.close is None
        own = waits and self.prepared.prepared_by_id == self.request.user.pk
        moved = waits and has_moved(self.prepared)
        may = waits and self.user_has_permission("change")
        return {
            "is_own": own,
            "has_moved": moved,
            "may_sign": may and not (own or moved or reasons),
        }


class SignView(OneMonth, View):
    permission_required = "change"
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        if self.prepared is None:
            messages.error(request, _("Nobody has prepared this month yet."))
            return redirect(self.address)
        try:
            month_sign(prepared=self.prepared, author=request.user)
        except NotReady as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, _("The month is closed, and its files are out."))
        return redirect(self.address)


class PaperView(OneMonth, TemplateView):
    """The signed statement on paper, with the names that stay inside."""

    permission_required = "view"
    template_name = "prakerja_donate/admin/months/paper.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        if self.close is None:
            raise Http404

    def get_page_title(self):
        return _("Statement of %(month)s") % {"month": self.name}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **self.shared(), organisation=Organisation.known(self.request), **kwargs
        )


class MonthsMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("prakerja_donate.view_preparedmonth")


class MonthsViewSet(ViewSet):
    name = "prakerja_donate_months"
    url_prefix = "cash-book-months"
    icon = "lock"
    menu_label = gettext_lazy("Close a month")
    menu_item_class = MonthsMenuItem

    def get_urlpatterns(self):
        month = "<int:year>/<int:number>/"
        return [
            path("", self.construct_view(MonthsView), name="index"),
            path(month, self.construct_view(MonthView), name="month"),
            path(f"{month}sign/", self.construct_view(SignView), name="sign"),
            path(f"{month}paper/", self.construct_view(PaperView), name="paper"),
            path(
                "journal/<slug:style>/",
                self.construct_view(JournalView),
                name="journal",
            ),
        ]
