"""The pages an editor writes around giving and the books."""

from typing import Any, ClassVar

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, HelpPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.images import get_image_model_string
from wagtail.models import Orderable, Page

from ..money import Money
from ..qris import LONGEST, QrisError, StaticQris, validate_static


class Currency(models.TextChoices):
    IDR = "IDR", _("rupiah (IDR)")
    USD = "USD", _("US dollar (USD)")


class DonatePage(Page):
    """Give: text, amounts, a goal, and ways that work without any provider."""

    introduction = RichTextField(
        _("introduction"), blank=True, features=["bold", "italic", "link", "ul"]
    )
    thanks = RichTextField(
        _("thank-you text"),
        blank=True,
        features=["bold", "italic", "link"],
        help_text=_("Shown to a donor once the gift has arrived."),
    )
    goal_text = models.CharField(
        _("goal"),
        max_length=160,
        blank=True,
        help_text=_("What is needed, for example “Running costs of one month”."),
    )
    goal_amount = models.PositiveBigIntegerField(
        _("goal per month, in rupiah"), null=True, blank=True
    )
    qris_image = models.ForeignKey(
        get_image_model_string(),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("QRIS code"),
        help_text=_("The organisation's own QRIS code, as the bank gave it."),
    )
    qris_code = models.CharField(
        _("what the QRIS code says"),
        max_length=LONGEST,
        blank=True,
        validators=[validate_static],
        help_text=_(
            "The text in the code for your counter or collection box: scan it with an "
            "app that shows text, or ask your bank. It begins with 000201. With it, "
            "donors get a code that asks for exactly their amount."
        ),
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("introduction"),
        InlinePanel("preset_amounts", heading=_("Suggested amounts")),
        MultiFieldPanel(
            [FieldPanel("goal_text"), FieldPanel("goal_amount")], heading=_("Goal")
        ),
        MultiFieldPanel(
            [
                InlinePanel("transfer_accounts", heading=_("Bank accounts")),
                FieldPanel("qris_image"),
                FieldPanel("qris_code", widget=forms.Textarea(attrs={"rows": 4})),
                HelpPanel(template="prakerja_donate/admin/qris.html"),
            ],
            heading=_("Without a payment provider"),
        ),
        FieldPanel("thanks"),
    ]
    subpage_types = ["prakerja_donate.TransparencyPage"]
    max_count_per_parent = 1
    # Its words are the templates', so it can be read in any language they speak.
    translated_by_interface = True

    class Meta:
        verbose_name = _("donate page")
        verbose_name_plural = _("donate pages")

    @property
    def qris(self) -> StaticQris | None:
        """The organisation's code, None without one that can be used."""
        try:
            return StaticQris.read(self.qris_code) if self.qris_code else None
        except QrisError:
            return None  # typed just now, or stored before it was checked

    @classmethod
    def known(cls):
        """Where donors are led, in the reader's language; None before it is public."""
        page = cls.objects.live().order_by("pk").first()
        return page and page.localized

    def get_context(
        self,
        request: Any,
        *args: Any,
        form: Any = None,
        problem: str = "",
        **kwargs: Any,
    ) -> dict[str, Any]:
        from ..views import page_context

        context = super().get_context(request, *args, **kwargs)
        return context | page_context(request, self, form, problem)

    def serve(self, request, *args, **kwargs):
        from ..views import donate_page

        request.is_preview = False
        return donate_page(request, self)


class PresetAmount(Orderable):
    """An amount offered as a button."""

    page = ParentalKey(
        DonatePage, on_delete=models.CASCADE, related_name="preset_amounts"
    )
    currency = models.CharField(
        _("currency"), max_length=3, choices=Currency, default=Currency.IDR
    )
    amount = models.PositiveIntegerField(
        _("amount"), help_text=_("In whole rupiah or dollars.")
    )
    pays_for = models.CharField(_("what it pays for"), max_length=100, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("suggested amount")
        verbose_name_plural = _("suggested amounts")

    def __str__(self):
        return f"{self.currency} {self.amount}"

    @property
    def money(self) -> Money:
        return Money.of(self.amount, self.currency)


class TransferAccount(Orderable):
    """A bank account of the organisation that takes gifts."""

    page = ParentalKey(
        DonatePage, on_delete=models.CASCADE, related_name="transfer_accounts"
    )
    bank = models.CharField(_("bank"), max_length=60)
    number = models.CharField(_("account number"), max_length=40)
    holder = models.CharField(_("account holder"), max_length=120)

    class Meta(Orderable.Meta):
        verbose_name = _("bank account")
        verbose_name_plural = _("bank accounts")

    def __str__(self):
        return f"{self.bank} {self.number}"

    @property
    def digits(self) -> str:
        """What a banking app takes, which knows no spaces and dashes."""
        return "".join(filter(str.isdecimal, self.number))


class TransparencyPage(Page):
    """What came in and went out, by month and source, from the ledger alone."""

    introduction = RichTextField(
        _("introduction"), blank=True, features=["bold", "italic", "link"]
    )

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    parent_page_types = ["prakerja_donate.DonatePage"]
    subpage_types: ClassVar[list[str]] = []
    max_count_per_parent = 1
    translated_by_interface = True

    class Meta:
        verbose_name = _("transparency page")
        verbose_name_plural = _("transparency pages")

    def get_context(self, request, *args, **kwargs):
        from ..transparency.showing import overview

        context = super().get_context(request, *args, **kwargs)
        return {**context, **overview(request)}
