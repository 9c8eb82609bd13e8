"""The health of the cash on one page, and what one press can mend."""

from django import forms
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView, TemplateView, View
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.base import ViewSet

from ...health.fixes import FIXES, SEEN, FixFailed, look_at
from ...health.kept import last_look, look_now, look_of
from ...health.recorded import movement_recorded
from ...health.registry import CHECKS, Scope
from ...health.standing import standings
from ...ledger.books import active_book
from ...models import JournalEntry
from ..policies import may_see_books


class HealthView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    model = JournalEntry
    any_permission_required = ("add", "view")
    template_name = "prakerja_donate/admin/health/page.html"
    page_title = gettext_lazy("Cash health")
    header_icon = "check"

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        book = active_book()
        look = last_look(book, self.request.user)
        return super().get_context_data(
            rows=look.rows,
            standings=standings(Scope(book), self.request.user),
            asked_at=look.at,
            may_mend=self.user_has_permission("add"),
            fixes=FIXES,
            is_test_book=book == "test",
            **kwargs,
        )


class LookView(PermissionCheckedMixin, View):
    """Ask every check again, say what came of it, and go back to where it was asked."""

    model = JournalEntry
    any_permission_required = ("add", "view")
    http_method_names = ["post"]

    def post(self, request):
        look = look_of(look_now(active_book()))
        number = sum(row.is_for(request.user) for row in look.rows)
        say = messages.warning if number else messages.success
        say(request, looked_again(number))
        start = "start" in request.POST
        return redirect(
            "wagtailadmin_home" if start else "prakerja_donate_health:index"
        )


def looked_again(number):
    if not number:
        return _("Looked again: nothing to do.")
    words = ngettext(
        "Looked again: %(number)s thing to do.",
        "Looked again: %(number)s things to do.",
        number,
    )
    return words % {"number": number}


class FixView(PermissionCheckedMixin, View):
    """Mend one thing and come back; a mere look at the address does nothing."""

    model = JournalEntry
    permission_required = "add"
    http_method_names = ["post"]

    def post(self, request, fix, pk):
        if fix not in FIXES:
            raise Http404
        try:
            message = FIXES[fix].run(active_book(), pk, request.user)
        except FixFailed as failed:
            messages.error(request, str(failed))
        else:
            messages.success(request, message)
        return redirect(reverse("prakerja_donate_health:index"))


class SeenForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why may it stay as it is?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "For example: the second payment was given back on 3 May. Whoever signs "
            "the month reads it, the public does not."
        ),
    )


class SeenView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """Take a thing off the list, with the reason; it is back when it changes."""

    model = JournalEntry
    permission_required = "add"
    form_class = SeenForm
    template_name = "prakerja_donate/admin/health/seen.html"
    page_title = gettext_lazy("Mark as looked at")
    header_icon = "check"
    explained = gettext_lazy(
        "It leaves the list of what needs somebody, nothing else happens to it. If "
        "anything about it changes, it is back."
    )

    def dispatch(self, request, *args, **kwargs):
        if kwargs["check"] not in SEEN:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        index = reverse("prakerja_donate_health:index")
        return [
            *self.breadcrumbs_items,
            {"url": index, "label": _("Cash health")},
            {"url": "", "label": self.get_page_title()},
        ]

    def form_valid(self, form):
        try:
            self.note(
                book=active_book(),
                pk=self.kwargs["pk"],
                author=self.request.user,
                **form.cleaned_data,
            )
        except FixFailed as failed:
            form.add_error(None, str(failed))
            return self.form_invalid(form)
        messages.success(self.request, _("Noted. It is off the list."))
        return redirect(reverse("prakerja_donate_health:index"))

    def note(self, **facts):
        look_at(check=self.kwargs["check"], **facts)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            check=CHECKS[self.kwargs["check"]],
            explained=self.explained,
            action_url=self.request.path,
            back_url=reverse("prakerja_donate_health:index"),
            submit_button_label=self.get_page_title(),
            submit_button_active_label=_("One moment…"),
            **kwargs,
        )


class ByHandForm(SeenForm):
    number = forms.IntegerField(
        label=gettext_lazy("Number of the entry that records it"),
        min_value=1,
        max_value=10**15,
        help_text=gettext_lazy("It stands on the page of the entry."),
    )
    field_order = ("number", "reason")


class ByHandView(SeenView):
    """The same for a movement that an entry made by hand records."""

    form_class = ByHandForm
    page_title = gettext_lazy("It is recorded by hand")
    explained = gettext_lazy(
        "It leaves the list of what needs somebody. Whoever signs the month sees your "
        "reason and the entry."
    )

    def note(self, **facts):
        movement_recorded(**facts)


class BooksMenuItem(MenuItem):
    def is_shown(self, request):
        return may_see_books(request.user)


class HealthViewSet(ViewSet):
    name = "prakerja_donate_health"
    url_prefix = "cash-book-health"
    icon = "check"
    menu_label = gettext_lazy("Cash health")
    menu_item_class = BooksMenuItem

    def get_urlpatterns(self):
        return [
            path("", self.construct_view(HealthView), name="index"),
            path("look/", self.construct_view(LookView), name="look"),
            path(
                "mend/<slug:fix>/<int:pk>/", self.construct_view(FixView), name="mend"
            ),
            path(
                "seen/<slug:check>/<int:pk>/",
                self.construct_view(SeenView),
                name="seen",
            ),
            path(
                "by-hand/<int:pk>/",
                self.construct_view(ByHandView),
                {"check": "movements"},
                name="by_hand",
            ),
        ]
