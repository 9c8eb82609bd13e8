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
from .limits import RateBucket
from .pages import DonatePage, PresetAmount, TransferAccount, TransparencyPage
from .sponsors import Sponsor, SponsorDay, SponsorPayment, SponsorSlot
from .transparency import Organisation, PublishedMonth

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
    "Organisation",
    "PeriodClose",
    "PresetAmount",
    "ProviderEvent",
    "ProviderRef",
    "PublishedMonth",
    "RateBucket",
    "Sponsor",
    "SponsorDay",
    "SponsorPayment",
    "SponsorSlot",
    "TransferAccount",
    "TransparencyPage",
]
