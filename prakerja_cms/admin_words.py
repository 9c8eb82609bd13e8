"""Words in the admin that Wagtail says in English only."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import choosers
from wagtail.contrib.search_promotions.forms import SearchPromotionsFormSet

LABELS = {
    choosers.ExternalLinkChooserForm: {"link_text": _("Text of the link")},
    choosers.AnchorLinkChooserForm: {"link_text": _("Text of the link")},
    choosers.EmailLinkChooserForm: {
        "email_address": _("E-mail address"),
        "link_text": _("Text of the link"),
        "subject": _("Subject of the e-mail"),
        "body": _("Text of the e-mail"),
    },
    choosers.PhoneLinkChooserForm: {
        "phone_number": _("Telephone number"),
        "link_text": _("Text of the link"),
    },
    SearchPromotionsFormSet.form: {"external_link_text": _("Text of the link")},
}


def label_fields():
    """Django makes a label of a field's name, which no catalogue translates."""
    for form, labels in LABELS.items():
        for name, label in labels.items():
            form.base_fields[name].label = label
