"""An account whose statements can be imported at once, to try it out."""

from donate.bank.presets import ensure_bank_profiles
from donate.models import Account, BankAccount, BankProfile


def load_bank():
    ensure_bank_profiles()
    BankAccount.objects.create(
        account=Account.objects.get(code="assets:bank:main"),
        profile=BankProfile.objects.get(name="BCA"),
        number="1234567890",
        holder="Yayasan Contoh",
    )
