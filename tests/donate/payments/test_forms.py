"""What the donation form takes, and what it says to what it does not take."""

import pytest
from django.utils.translation import override

from donate.forms import DonateForm
from donate.models import PresetAmount
from donate.money import Money

from .donor import started


@pytest.fixture
def fill(gateway):
    """Fill in a form with two suggestions; return it, checked, in English."""

    def fill(presets=(50_000, 100_000), dollars=(), **typed):
        amounts = [PresetAmount(amount=amount) for amount in presets]
        amounts += [PresetAmount(currency="USD", amount=amount) for amount in dollars]
        typed = {"choice": "IDR-50000", "started": started(), **typed}
        with override("en"):
            form = DonateForm(typed, presets=amounts, gateways=[gateway])
            form.full_clean()
        return form

    return fill


def test_a_name_is_one_line(fill):
    form = fill(name=" Budi\r\nBcc: semua@example.org ")
    assert form.cleaned_data["name"] == "Budi Bcc: semua@example.org"


def messages(form):
    with override("en"):
        return " ".join(word for words in form.errors.values() for word in words)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"choice": ""}, "Choose an amount or type your own."),
        ({"choice": "own"}, "Choose an amount or type your own."),
        ({"choice": "own", "own": "0"}, "This amount is too small."),
        ({"choice": "own", "own": "9999"}, "The least is Rp10.000"),
        ({"choice": "own", "own": "10.000.000.000"}, "too large for one payment"),
        ({"choice": "own", "own": "banyak"}, "“banyak” is not an amount."),
        ({"choice": "own", "own": "-50000"}, "“-50000” is not an amount."),
        ({"own": "20.000"}, "You chose Rp50.000 and typed Rp20.000."),
        ({"choice": "IDR-7"}, "Select a valid choice"),
        ({"method": "cash"}, "Select a valid choice"),
        ({"currency": "JPY"}, "Select a valid choice"),
        ({"show_name": "on"}, "Type the name you want us to show."),
        ({"show_message": "on"}, "Type the message you want us to show."),
        ({"newsletter": "on"}, "Type the address the news should go to."),
        ({"email": "budi"}, "Enter a valid email address."),
        ({"message": "x" * 501}, "at most 500 characters"),
        ({"website": "http://spam"}, "One field must stay empty."),
        ({"started": ""}, "This form was open for a long time."),
        ({"started": "form:1:x"}, "This form was open for a long time."),
        ({"started": started(age=13 * 3600)}, "This form was open for a long time."),
    ],
)
def test_a_mistake_is_told_in_words(fill, typed, message):
    form = fill(**typed)
    assert message in messages(form)


@pytest.mark.parametrize(
    ("typed", "rupiah"),
    [
        ({}, 50_000),
        ({"own": "50.000"}, 50_000),
        ({"choice": "", "own": "75rb"}, 75_000),
        ({"choice": "own", "own": "Rp 10.000"}, 10_000),
    ],
)
def test_an_amount_is_taken_as_it_is_meant(fill, typed, rupiah):
    assert fill(**typed).gift().amount == Money.of(rupiah, "IDR")


def test_without_suggestions_the_typed_amount_is_enough(fill):
    form = fill(presets=(), choice="", own="50000")
    assert form.gift().amount == Money.of(50_000, "IDR")


def test_a_suggestion_below_the_minimum_is_not_offered(fill, keys):
    keys(MINIMUM={"IDR": 60_000})
    assert list(fill().presets) == ["IDR-100000"]


def test_the_text_of_a_suggestion_cannot_carry_markup(gateway):
    preset = PresetAmount(amount=50_000, pays_for="<script>x</script>")
    form = DonateForm(presets=[preset], gateways=[gateway])
    assert "<script>" not in str(form["choice"])


def test_only_ticked_consents_are_kept(fill):
    gift = fill(name="Budi", show_name="on", show_amount="on").gift()
    assert gift.consents == {"show_name", "show_amount"}


# In one currency at a time

BOTH = [
    PresetAmount(amount=50_000),
    PresetAmount(currency="USD", amount=5),
    PresetAmount(currency="USD", amount=10),
]


def drawn(gateway, **options):
    with override("en"):
        return DonateForm(presets=BOTH, gateways=[gateway], **options)


@pytest.mark.parametrize(
    ("currency", "values"),
    [
        ("", ["IDR-50000", "own"]),
        ("IDR", ["IDR-50000", "own"]),
        ("USD", ["USD-5", "USD-10", "own"]),
        ("JPY", ["IDR-50000", "own"]),
    ],
)
def test_only_suggestions_of_one_currency_are_offered(gateway, currency, values):
    form = drawn(gateway, currency=currency)
    assert [value for value, _label in form.fields["choice"].choices] == values


def test_both_currencies_can_be_chosen(gateway):
    form = drawn(gateway, currency="USD")
    assert [(one.code, one.chosen) for one in form.currencies] == [
        ("IDR", False),
        ("USD", True),
    ]


def test_where_all_suggestions_are_in_rupiah_nothing_else_is_offered(fill):
    assert [one.code for one in fill().currencies] == ["IDR"]


def test_a_typed_amount_counts_in_the_chosen_currency(fill):
    form = fill(dollars=[5], choice="own", own="12.50", currency="USD")
    assert form.gift().amount == Money.of("12.50", "USD")


def test_a_suggestion_in_dollars_is_taken(fill):
    for typed in ({"currency": "USD"}, {}):
        form = fill(dollars=[5], choice="USD-5", **typed)
        assert form.gift().amount == Money.of(5, "USD")


def test_a_suggestion_of_the_other_currency_does_not_fit(fill):
    form = fill(dollars=[5], choice="IDR-50000", currency="USD")
    assert "Select a valid choice" in messages(form)


def test_the_field_for_the_own_amount_names_its_currency(gateway):
    assert "rupiah" in str(drawn(gateway)["own"].label)
    assert "US dollar" in str(drawn(gateway, currency="USD")["own"].label)
    assert "12.50" in str(drawn(gateway, currency="USD")["own"].help_text)
