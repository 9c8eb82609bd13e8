"""How the statement files of a bank are laid out, so that they can be read."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

NAMES = _("Names or numbers of columns, separated by commas.")


def names(text):
    """Split ``"Remarks, 5"`` into what it lists."""
    return [name for part in text.split(",") if (name := part.strip())]


class BankProfile(models.Model):
    """Which column holds what, and how dates and amounts are written.

    Where several columns are named, the first one a file has counts; of the text, all.
    """

    class Encoding(models.TextChoices):
        AUTO = "", _("find out")
        UTF_8 = "utf-8", "UTF-8"
        CP1252 = "cp1252", "Windows-1252"

    class Delimiter(models.TextChoices):
        AUTO = "", _("find out")
        COMMA = ",", _("comma")
        SEMICOLON = ";", _("semicolon")
        TAB = "\t", _("tab")
        PIPE = "|", _("vertical bar")

    class Signs(models.TextChoices):
        """How a file tells money that came from money that went."""

        COLUMNS = "columns", _("one column for money in, one for money out")
        WORD = "word", _("a word such as CR or DB, beside or behind the amount")
        MINUS = "minus", _("a minus sign before what went out")

    class Decimal(models.TextChoices):
        POINT = ".", _("1,234,567.89")
        COMMA = ",", _("1.234.567,89")

    name = models.CharField(_("name"), max_length=80, unique=True)
    encoding = models.CharField(
        _("encoding"), max_length=8, choices=Encoding, blank=True, default=Encoding.AUTO
    )
    delimiter = models.CharField(
        _("between columns"),
        max_length=1,
        choices=Delimiter,
        blank=True,
        default=Delimiter.AUTO,
    )
    skip_lines = models.PositiveSmallIntegerField(
        _("lines to leave out at the top"),
        default=0,
        help_text=_(
            "Mostly 0: the line with the names of the columns is found by itself."
        ),
    )
    date_columns = models.CharField(_("date"), max_length=200, help_text=NAMES)
    date_formats = models.CharField(
        _("how a date is written"),
        max_length=200,
        default="dd/mm/yyyy",
        help_text=_(
            "For example dd/mm/yyyy, dd/mm or dd mmmm yyyy; several separated by "
            "commas. A time behind it is read over."
        ),
    )
    text_columns = models.CharField(
        pgettext_lazy("bank statement", "text"), max_length=200, help_text=NAMES
    )
    signs = models.CharField(
        _("money in and money out"), max_length=8, choices=Signs, default=Signs.COLUMNS
    )
    credit_columns = models.CharField(
        _("money in"), max_length=200, blank=True, help_text=NAMES
    )
    debit_columns = models.CharField(
        _("money out"), max_length=200, blank=True, help_text=NAMES
    )
    amount_columns = models.CharField(
        _("amount"), max_length=200, blank=True, help_text=NAMES
    )
    sign_columns = models.CharField(
        _("column of the word"), max_length=200, blank=True, help_text=NAMES
    )
    credit_words = models.CharField(
        _("words for money in"), max_length=100, blank=True, default="CR, C, K, KREDIT"
    )
    debit_words = models.CharField(
        _("words for money out"),
        max_length=100,
        blank=True,
        default="DB, DR, D, DEBET, DEBIT",
    )
    balance_columns = models.CharField(
        _("balance"), max_length=200, blank=True, help_text=NAMES
    )
    decimal_mark = models.CharField(
        _("how an amount is written"),
        max_length=1,
        choices=Decimal,
        default=Decimal.POINT,
    )
    pending_words = models.CharField(
        _("instead of a date, if not final yet"),
        max_length=100,
        blank=True,
        help_text=_("Such lines come again, with a date, in a later file."),
    )
    ignored_lines = models.CharField(
        _("lines to leave out"),
        max_length=300,
        blank=True,
        help_text=_("How they begin, separated by commas."),
    )
    opening_label = models.CharField(
        _("begins the line of the opening balance"), max_length=60, blank=True
    )
    closing_label = models.CharField(
        _("begins the line of the closing balance"), max_length=60, blank=True
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("statement format")
        verbose_name_plural = _("statement formats")

    def __str__(self):
        return self.name

    def clean(self):
        missing = [
            field for field in self.needed_columns() if not names(getattr(self, field))
        ]
        if missing:
            message = _("Name this column: the amount cannot be read without it.")
            raise ValidationError(dict.fromkeys(missing, message))

    def needed_columns(self):
        if self.signs == self.Signs.COLUMNS:
            return ["credit_columns", "debit_columns"]
        return ["amount_columns"]
