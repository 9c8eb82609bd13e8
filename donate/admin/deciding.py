"""Forms beside the lists of the books: what will happen is said, then done."""

from django import forms
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from ..ledger.books import active_book
from ..ledger.errors import PostingError
from ..models import Book, PendingEntry
from .cash.answers import asked


class BookFormView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """A form of a list; ``listed`` is the URL name of the list and what it is called.

    ``label`` stands on its button, ``explained`` above it.
    """

    model = None
    inspect_url_name = None
    listed = ("", "")
    label = ""
    explained = ""

    @property
    def book(self):
        return active_book()

    def get_breadcrumbs_items(self):
        name, words = self.listed
        return [
            *self.breadcrumbs_items,
            {"url": reverse(name), "label": str(words)},
            *self.way_here(),
            {"url": "", "label": self.get_page_title()},
        ]

    def way_here(self):
        """What lies between the list and the form."""
        return []

    def get_context_data(self, **kwargs):
        context = {
            "action_url": self.request.path,
            "explained": self.explained,
            "is_test_book": self.book == Book.Name.TEST,
            "submit_button_label": self.label,
            "submit_button_active_label": _("One moment…"),
        }
        return super().get_context_data(**{**context, **kwargs})


class DecideView(BookFormView):
    """About one row: ``decide`` does it, and may leave it to a second person.

    ``refusals`` are errors that say to the reader why it cannot be done.
    """

    form_class = forms.Form
    refusals = ()

    @property
    def decided(self):
        """The row it is about."""
        raise NotImplementedError

    @property
    def back_url(self):
        return reverse(self.inspect_url_name, args=[self.decided.pk])

    def way_here(self):
        return [{"url": self.back_url, "label": str(self.decided)}]

    def form_valid(self, form):
        try:
            done = self.decide(form.cleaned_data)
        except PostingError as error:
            form.add_error(None, str(error.advice))
            return self.form_invalid(form)
        except self.refusals as refused:
            return self.refused(form, refused)
        if isinstance(done, PendingEntry):
            return asked(self.request, done)
        self.say(done)
        return redirect(self.back_url)

    def refused(self, form, reason):
        """What has changed meanwhile stands on the row's own page."""
        messages.error(self.request, str(reason))
        return redirect(self.back_url)

    def say(self, done):
        messages.success(self.request, _("Done."))

    def get_context_data(self, **kwargs):
        return super().get_context_data(back_url=self.back_url, **kwargs)
