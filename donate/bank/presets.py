"""Formats to begin with, after files of these banks that people have described."""

from django.utils.translation import gettext_lazy as _

from ..models import BankProfile

Signs = BankProfile.Signs
PRESETS: dict[str, dict[str, str]] = {
    "BCA": {
        "date_columns": "Tanggal Transaksi, Tanggal, Date",
        "date_formats": "dd/mm/yyyy, dd/mm/yy, dd/mm",
        "text_columns": "Keterangan, Description",
        "signs": Signs.WORD,
        "amount_columns": "Jumlah, Amount",
        "sign_columns": "5",
        "balance_columns": "Saldo, Balance",
        "pending_words": "PEND",
        "ignored_lines": "Mutasi Debet, Mutasi Kredit, Transaksi Debit, Transaksi "
        "Debet, Transaksi Credit, Transaksi Kredit",
        "opening_label": "Saldo Awal",
        "closing_label": "Saldo Akhir",
    },
    "Mandiri": {
        "date_columns": "PostDate, Date",
        "date_formats": "dd mmmm yyyy, dd/mm/yyyy, dd/mm/yy",
        "text_columns": "Remarks, AdditionalDesc, Description, Reference No.",
        "signs": Signs.COLUMNS,
        "credit_columns": "Credit Amount, Credit",
        "debit_columns": "Debit Amount, Debit",
        "balance_columns": "Close Balance, Balance",
    },
    "BNI": {
        "date_columns": "Post Date, Posting Date",
        "date_formats": "dd/mm/yyyy, dd/mm/yy",
        "text_columns": "Description, Transaction Description, Journal No.",
        "signs": Signs.COLUMNS,
        "credit_columns": "Credit",
        "debit_columns": "Debit",
        "balance_columns": "Balance",
    },
    "BRI": {
        "date_columns": "TGL_TRAN",
        "date_formats": "yyyy-mm-dd, dd/mm/yyyy, dd/mm/yy",
        "text_columns": "DESK_TRAN, REMARK_CUSTOM",
        "signs": Signs.COLUMNS,
        "credit_columns": "MUTASI_KREDIT",
        "debit_columns": "MUTASI_DEBET",
        "balance_columns": "SALDO_AKHIR_MUTASI",
    },
}
ASSUMED = _(
    "These formats follow files that people have described; banks change theirs. The "
    "preview shows how yours is read, before anything is kept."
)


def ensure_bank_profiles() -> None:
    """Make the formats that are missing; what somebody changed stays."""
    known = set(BankProfile.objects.values_list("name", flat=True))
    for name, fields in PRESETS.items():
        if name not in known:
            BankProfile.objects.get_or_create(name=name, defaults=fields)
