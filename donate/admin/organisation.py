"""Who asks for gifts: the form among the settings, and a word where it is empty."""

from django.apps import apps
from django.urls import reverse
from wagtail.admin.ui.components import Component
from wagtail.contrib.settings.registry import register_setting
from wagtail.models import Site

from ..models import Organisation


def register_organisation():
    """Only where the host has Wagtail's settings; without them it has no form."""
    if apps.is_installed("wagtail.contrib.settings"):
        register_setting(Organisation, icon="group")


class OrganisationPanel(Component):
    """Says what donors look for on the public page and do not find."""

    name = "organisation"
    template_name = "prakerja_donate/admin/organisation.html"
    order = 60

    def __init__(self, organisation, site):
        self.organisation = organisation
        self.site = site

    def get_context_data(self, parent_context):
        address = reverse(
            "wagtailsettings:edit",
            args=[Organisation._meta.app_label, "organisation", self.site.pk],
        )
        return {"organisation": self.organisation, "address": address}


def organisation_panel(request):
    """The panel, for whoever may mend it and where there is something to mend."""
    if not apps.is_installed("wagtail.contrib.settings"):
        return None
    if not request.user.has_perm("prakerja_donate.change_organisation"):
        return None
    site = Site.find_for_request(request)
    if site is None:
        return None
    known = Organisation.known(request)
    if known.missing or known.permit_is_over:
        return OrganisationPanel(known, site)
    return None
