"""What a statement of the books consists of."""

from dataclasses import dataclass, field, fields
from datetime import date, datetime

from ..models import Book
from ..money import Money
from . import accounts

# Every account belongs to one column; the first prefix that fits decides. What none
# fits is shown as exchange, so that the equation above always holds.
COLUMNS = (
    (accounts.ADS, "ads"),
    (accounts.DONATIONS, "donations"),
    ("income:", "other"),
    (accounts.REFUNDS, "refunds"),
    (accounts.DISPUTES, "disputes"),
    (accounts.FEES, "fees"),
    (accounts.EXPENSES_PREFIX, "costs"),
    (accounts.OPENING, "opening"),
    ("", "exchange"),
)
SPENT = {"refunds", "disputes", "fees", "costs"}
PLACES = (
    ("assets:stripe:", "stripe"),
    (accounts.BANK_PREFIX, "bank"),
    (accounts.IN_TRANSIT, "in_transit"),
    ("", "elsewhere"),
)


@dataclass(frozen=True)
class Share:
    """One part of a whole: from ``start`` on, ``width`` wide, of a hundred."""

    name: str
    total: Money
    start: int
    width: int


@dataclass
class Figures:
    """One line of a statement, in minor units; what was spent is above zero."""

    currency: str
    opening: int = 0
    ads: int = 0
    donations: int = 0
    other: int = 0
    refunds: int = 0
    disputes: int = 0
    fees: int = 0
    costs: int = 0
    exchange: int = 0

    @property
    def came_in(self) -> int:
        return self.ads + self.donations + self.other

    @property
    def went_out(self) -> int:
        return self.refunds + self.disputes + self.fees + self.costs

    @property
    def closing(self) -> int:
        return self.opening + self.came_in - self.went_out + self.exchange

    @property
    def money(self) -> dict[str, Money]:
        """Every figure by name, ready to be shown."""
        names = [f.name for f in fields(Figures) if f.name != "currency"]
        return {
            name: Money(getattr(self, name), self.currency)
            for name in (*names, "came_in", "went_out", "returned", "closing")
        }

    @property
    def returned(self) -> int:
        return self.refunds + self.disputes

    @property
    def sources(self) -> list["Share"]:
        """Where the money came from, side by side as parts of a hundred."""
        amounts = {n: max(getattr(self, n), 0) for n in ("ads", "donations", "other")}
        whole = sum(amounts.values()) or 1
        shares, before = [], 0
        for name, amount in amounts.items():
            start = before * 100 // whole
            before += amount
            width = before * 100 // whole - start
            shares.append(Share(name, Money(amount, self.currency), start, width))
        return shares

    def count(self, code: str, total: int) -> None:
        """Add the sum of an account that is not an asset."""
        column = column_of(code)
        signed = total if column in SPENT else -total
        setattr(self, column, getattr(self, column) + signed)


@dataclass
class Month(Figures):
    first_day: date = date.min


@dataclass
class Category:
    """A kind of cost and how much it took, or a place and how much is there.

    Of a bank, ``told`` is the day up to which its statements are known.
    """

    code: str
    label: str
    total: Money
    told: date | None = None

    @property
    def place(self) -> str:
        return place_of(self.code)


@dataclass
class CurrencyStatement:
    currency: str
    total: Figures
    months: list[Month] = field(default_factory=list)
    costs: list[Category] = field(default_factory=list)
    assets: list[Category] = field(default_factory=list)

    @property
    def cash(self) -> dict[str, Money]:
        """What is there, by the kind of place."""
        places: dict[str, Money] = {}
        for asset in self.assets:
            places[asset.place] = places.get(asset.place, self.zero) + asset.total
        return {place: money for place, money in places.items() if money}

    @property
    def zero(self) -> Money:
        return Money(0, self.currency)

    @property
    def left(self) -> Money:
        """What is there: Stripe, banks and on the way."""
        return sum((asset.total for asset in self.assets), self.zero)

    @property
    def banks(self) -> list[Category]:
        return [asset for asset in self.assets if asset.place == "bank"]

    @property
    def told_until(self) -> date | None:
        """Up to when statements of all banks are known that have any."""
        return min((bank.told for bank in self.banks if bank.told), default=None)

    @property
    def untold(self) -> Money:
        """What is at banks of which no statement has told a balance."""
        return sum((bank.total for bank in self.banks if not bank.told), self.zero)

    @property
    def unexplained(self) -> Money:
        """What the figures and the places of the money disagree by; nothing, ever."""
        return self.total.money["closing"] - self.left

    @property
    def has_sen(self) -> bool:
        """Whether any figure shown has hundredths of a rupiah; fees may bring them."""
        shown = [*self.cash.values(), *self.total.money.values()]
        shown += [money for month in self.months for money in month.money.values()]
        return self.currency == "IDR" and not all(money.is_whole for money in shown)

    @property
    def is_exchanged(self) -> bool:
        """Whether any month has a difference of exchange to show."""
        return any(month.exchange for month in self.months)

    @property
    def largest_cost(self) -> int:
        return max((cost.total.amount_minor for cost in self.costs), default=0)

    @property
    def largest_month(self) -> int:
        """The most that came in or went out in one month, for bars on one scale."""
        sums = (n for month in self.months for n in (month.came_in, month.went_out))
        return max(sums, default=0)


@dataclass
class Statement:
    book: str
    entry_count: int
    last_hash: str
    checked_at: datetime | None
    checked_count: int
    problem_count: int
    currencies: list[CurrencyStatement]

    @property
    def unchecked_count(self) -> int:
        """Entries booked since the last check, which stand in the figures already."""
        return self.entry_count - self.checked_count

    @property
    def is_test(self) -> bool:
        return self.book == Book.Name.TEST

    @property
    def main(self) -> CurrencyStatement:
        """The rupiah, also where there are none yet."""
        for statement in self.currencies:
            if statement.currency == "IDR":
                return statement
        return CurrencyStatement("IDR", Figures("IDR"))


@dataclass(frozen=True)
class AccountSum:
    """What one account took in one month by entries of one kind and memo."""

    month: date
    code: str
    name: str
    currency: str
    total: int
    kind: str = ""
    memo: str = ""
    told: date | None = None

    @property
    def is_asset(self) -> bool:
        return self.code.startswith(accounts.ASSETS_PREFIX)


def column_of(code: str) -> str:
    """Return the figure that an account, not an asset, counts towards."""
    return next(column for prefix, column in COLUMNS if code.startswith(prefix))


def place_of(code: str) -> str:
    """Return where the money of an asset account is."""
    return next(place for prefix, place in PLACES if code.startswith(prefix))
