"""Who wants the newsletter, with the evidence, to be taken to whatever sends it."""

from django.conf import settings
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from ..donors.newsletter import readers, stop_path
from ..models import DonorConsent
from . import exports
from .columns import ListColumn, WideColumn
from .seen import moment


def stop_link(consent):
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{stop_path(consent)}"


EXPORTED = {
    "email": (_("E-mail"), lambda consent: consent.contact.email),
    "name": (_("Name"), lambda consent: consent.contact.name),
    "language": (_("Language"), lambda consent: consent.contact.donation.language),
    "given_at": (_("Given at"), lambda consent: consent.given_at),
    "text_version": (_("Wording"), lambda consent: consent.text_version),
    "stop": (_("Link that stops it"), stop_link),
}


class ReaderIndexView(IndexView):
    page_title = _("Newsletter")
    any_permission_required = ("view",)
    custom_value_preprocess = {
        **IndexView.custom_value_preprocess,
        str: {IndexView.FORMAT_CSV: exports.as_text},
    }
    list_export = list(EXPORTED)
    export_headings = {name: heading for name, (heading, _value) in EXPORTED.items()}

    def get_base_queryset(self):
        return readers()

    def to_row_dict(self, item):
        return {name: value(item) for name, (_heading, value) in EXPORTED.items()}


class ReaderViewSet(ModelViewSet):
    """To be looked at and exported; giving and ending it is the donor's alone."""

    model = DonorConsent
    name = "prakerja_donate_readers"
    url_prefix = "newsletter-readers"
    icon = "mail"
    menu_label = _("Newsletter")
    index_view_class = ReaderIndexView
    form_fields = ()
    copy_view_enabled = False
    add_to_reference_index = False
    search_backend_name = None
    search_fields = ("contact__email", "contact__name")
    ordering = ("-given_at", "-pk")
    export_filename = "newsletter"
    list_display = (
        ListColumn("email", label=_("E-mail"), accessor="contact.email"),
        ListColumn("name", label=_("Name"), accessor="contact.name"),
        WideColumn("given_at", label=_("Given at"), accessor=moment("given_at")),
        WideColumn("text_version", label=_("Wording"), accessor="text_version"),
    )

    def register_admin_url_finder(self):
        """A consent has no page in the admin."""

    def get_urlpatterns(self):
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
        ]
