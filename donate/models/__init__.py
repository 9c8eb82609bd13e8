from .adsense import AdEstimate, AdPayment
from .bank import BankAccount, BankImport, BankRow
from .bank_profiles import BankProfile
from .closing import LedgerCheck, PeriodClose
from .defence import CardPause, FormUse
from .donations import Donation
from .donors import DonorConsent, DonorContact
from .health import HealthLook
from .held import HeldAmount
from .inbox import ProviderEvent, ProviderRef
from .invoices import InvoiceSeries, InvoiceState, SponsorInvoice
from .ledger import (
    Account,
    Book,
    EntryNote,
    JournalEntry,
    JournalLine,
)
from .letters import Letter, ReceiptSeries
from .limits import RateBucket
from .movements import Cursor, Movement, ProviderBalance
from .organisation import Organisation
from .pages import DonatePage, PresetAmount, TransferAccount, TransparencyPage
from .pending import LookedAt, PendingEntry, PreparedMonth
from .proofs import AddedProof
from .refunds import RefundRequest
from .sponsors import Sponsor, SponsorDay, SponsorPayment, SponsorSlot
from .subscriptions import Subscription
from .transparency import PublishedMonth
from .withholding import Withholding

__all__ = [
    "Account",
    "AdEstimate",
    "AdPayment",
    "AddedProof",
    "BankAccount",
    "BankImport",
    "BankProfile",
    "BankRow",
    "Book",
    "CardPause",
    "Cursor",
    "DonatePage",
    "Donation",
    "DonorConsent",
    "DonorContact",
    "EntryNote",
    "FormUse",
    "HealthLook",
    "HeldAmount",
    "InvoiceSeries",
    "InvoiceState",
    "JournalEntry",
    "JournalLine",
    "LedgerCheck",
    "Letter",
    "LookedAt",
    "Movement",
    "Organisation",
    "PendingEntry",
    "PeriodClose",
    "PreparedMonth",
    "PresetAmount",
    "ProviderBalance",
    "ProviderEvent",
    "ProviderRef",
    "PublishedMonth",
    "RateBucket",
    "ReceiptSeries",
    "RefundRequest",
    "Sponsor",
    "SponsorDay",
    "SponsorInvoice",
    "SponsorPayment",
    "SponsorSlot",
    "Subscription",
    "TransferAccount",
    "TransparencyPage",
    "Withholding",
]
