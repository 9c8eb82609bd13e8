from .donations import Donation, DonorConsent, DonorContact
from .held import HeldAmount
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
from .limits import RateBucket
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
    "HeldAmount",
    "JournalEntry",
    "JournalLine",
    "LedgerCheck",
    "PeriodClose",
    "PresetAmount",
    "ProviderEvent",
    "ProviderRef",
    "RateBucket",
    "Sponsor",
    "SponsorDay",
    "SponsorPayment",
    "SponsorSlot",
    "TransferAccount",
    "TransparencyPage",
]
