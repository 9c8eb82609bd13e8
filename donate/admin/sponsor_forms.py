"""What is typed about sponsors and their advertisements."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput
from wagtail.images.widgets import AdminImageChooser

from ..models import Sponsor, SponsorSlot
from ..models.donations import make_token
from ..money import AmountError, Money, parse_amount
from ..sponsors.showing import picture_of

SLOT_FIELDS = (
    "sponsor",
    "text",
    "image",
    "link",
    "place",
    "starts_on",
    "ends_on",
    "active",
)


class SponsorForm(WagtailAdminModelForm):
    renew = forms.BooleanField(
        label=_("Make a new private link"),
        required=False,
        help_text=_("The old link to the report stops working at once."),
    )

    class Meta:
        model = Sponsor
        fields = ("name", "site", "contact")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            del self.fields["renew"]

    def save(self, commit=True):
        if self.cleaned_data.get("renew"):
            self.instance.token = make_token()
        return super().save(commit)


class SlotForm(WagtailAdminModelForm):
    price = forms.CharField(
        label=_("Agreed price in rupiah"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        help_text=_("For example 1.250.000 or 50rb. Empty if it is free of charge."),
    )
    field_order = (*SLOT_FIELDS[:-1], "price", "active")

    class Meta:
        model = SponsorSlot
        fields = SLOT_FIELDS
        # Named, because Wagtail's own choice comes after this class is made.
        widgets = {
            "image": AdminImageChooser,
            "starts_on": AdminDateInput,
            "ends_on": AdminDateInput,
        }
        help_texts = {
            "sponsor": _("Not in the list? Add the sponsor first, under “Sponsors”.")
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.price_minor:
            self.initial["price"] = str(self.instance.price).removeprefix("Rp")

    def clean_price(self):
        text = self.cleaned_data["price"].strip()
        try:
            return parse_amount(text, "IDR") if text else Money(0, "IDR")
        except AmountError as error:
            raise forms.ValidationError(str(error)) from None

    def clean_image(self):
        image = self.cleaned_data["image"]
        if image and picture_of(image) is None:
            raise forms.ValidationError(
                _(
                    "This picture stays too heavy for small phones even when it is "
                    "shrunk, or it cannot be read. Choose a calmer one, or leave it "
                    "out: the text is shown then."
                )
            )
        return image

    def save(self, commit=True):
        price = self.cleaned_data["price"]
        self.instance.price_minor = price.amount_minor
        self.instance.currency = price.currency
        return super().save(commit)
