"""The form of a statement format, from what to how."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, ObjectList

from ...bank.dates import check_format
from ...bank.presets import ASSUMED
from ...models.bank_profiles import names


class ProfileForm(WagtailAdminModelForm):
    def clean_date_formats(self):
        formats = self.cleaned_data["date_formats"]
        for written in names(formats):
            if not check_format(written):
                message = _("“%(format)s” needs a day (dd) and a month (mm or mmmm).")
                raise forms.ValidationError(message % {"format": written})
        return formats


def panels(*fields):
    return [FieldPanel(field) for field in fields]


profile_panels = ObjectList(
    [
        HelpPanel(content=ASSUMED),
        *panels("name"),
        MultiFieldPanel(
            panels("date_columns", "date_formats", "text_columns", "balance_columns"),
            heading=_("Date, text and balance"),
        ),
        MultiFieldPanel(
            panels(
                "signs",
                "credit_columns",
                "debit_columns",
                "amount_columns",
                "sign_columns",
                "credit_words",
                "debit_words",
                "decimal_mark",
            ),
            heading=_("Amounts"),
        ),
        MultiFieldPanel(
            panels(
                "pending_words",
                "ignored_lines",
                "opening_label",
                "closing_label",
                "skip_lines",
                "delimiter",
                "encoding",
            ),
            heading=_("The file"),
        ),
    ],
    base_form_class=ProfileForm,
)
