from .donations import Donation, DonorConsent, DonorContact
from .inbox import ProviderEvent, ProviderRef
from .ledger import (
    Account,
    Book,
    EntryNote,
    JournalEntry,
    JournalLine,
    LedgerCheck,
    PeriodClose,
)
from .letters import Letter, ReceiptSeries
from .limits import RateBucket
from .organisation import OrganisationSettings
from .pages import DonatePage, PresetAmount, TransferAccount, TransparencyPage
from .sponsors import Sponsor, SponsorDay, SponsorPayment, SponsorSlot

__all__ = [
    "Account",
    "Book",
    "DonatePage",
    "Donation",
    "DonorConsent",
    "DonorContact",
    "EntryNote",
    "JournalEntry",
    "JournalLine",
    "LedgerCheck",
    "Letter",
    "OrganisationSettings",
    "PeriodClose",
    "PresetAmount",
    "ProviderEvent",
    "ProviderRef",
    "RateBucket",
    "ReceiptSeries",
    "Sponsor",
    "SponsorDay",
    "SponsorPayment",
    "SponsorSlot",
    "TransferAccount",
    "TransparencyPage",
]
