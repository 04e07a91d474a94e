"""Which account a card should go to, and the one reason that is said for it."""

import pytest

from frontdesk.domain.abilities import Abilities, Margin
from frontdesk.domain.gateway import CardFacts
from frontdesk.domain.money import Money
from frontdesk.domain.routing import Candidate, Wanted, card_hints, propose
from frontdesk.domain.told import Cost

BANK_POS = Abilities(
    holds=True,
    threeds=True,
    plain=True,
    completes=True,
    partial_capture=True,
    refund_part=True,
    exact_only=False,
    currencies=("TRY", "EUR"),
    buyer_fields=frozenset(),
    limit=150,
    stored_cards=True,
    hosted=True,
)
E_MONEY = BANK_POS._replace(holds=False, costs=True, stored_cards=False, hosted=False)
LIRA_ONLY = BANK_POS._replace(currencies=("TRY",), stored_cards=False, hosted=False)
EURO_ONLY = BANK_POS._replace(currencies=("EUR",))
WHOLE_ONLY = BANK_POS._replace(refund_part=False)
NO_PAGE = BANK_POS._replace(threeds=False)
WIDE = BANK_POS._replace(margin=Margin(1500))
WIDE_AT_QNB = BANK_POS._replace(bank_margins={"QNB": Margin(2000)})
DOMESTIC = CardFacts(kind="credit", bank="QNB", domestic=True)
FOREIGN = CardFacts(kind="credit", domestic=False)
DEBIT = CardFacts(kind="debit", domestic=True)
HOLD, SALE = Wanted("TRY"), Wanted("TRY", "sale")
EURO = Wanted("EUR", facts=FOREIGN)


def _costs(minor: int) -> Cost:
    return Cost("1.79", Money(minor, "TRY"))


@pytest.mark.parametrize(
    ("accounts", "wanted", "ranked"),
    [
        ((BANK_POS,), HOLD, ["0 hold only_one"]),
        ((E_MONEY,), HOLD, ["0 charge charges_only"]),
        ((E_MONEY,), SALE, ["0 charge only_one"]),
        ((E_MONEY, BANK_POS), HOLD, ["1 hold holds", "0 charge charges_only"]),
        ((E_MONEY, BANK_POS), SALE, ["0 charge first_listed", "1 charge as_good"]),
        ((BANK_POS, BANK_POS), HOLD, ["0 hold first_listed", "1 hold as_good"]),
        ((BANK_POS, LIRA_ONLY), HOLD, ["0 hold first_listed", "1 hold as_good"]),
        ((BANK_POS, EURO_ONLY), EURO, ["1 hold own_currency", "0 hold other_currencies"]),
        ((NO_PAGE, BANK_POS), HOLD, ["1 hold threeds", "0 hold no_threeds"]),
        ((BANK_POS, WIDE), HOLD, ["1 hold margin_known", "0 hold margin_unknown"]),
        ((BANK_POS, WIDE), SALE, ["0 charge first_listed", "1 charge as_good"]),
        ((BANK_POS, WIDE_AT_QNB), HOLD._replace(facts=DOMESTIC), ["1 hold margin_known", "0 hold margin_unknown"]),
        ((BANK_POS, WIDE_AT_QNB), HOLD, ["0 hold first_listed", "1 hold as_good"]),
        ((WHOLE_ONLY, BANK_POS), HOLD, ["1 hold returns_part", "0 hold returns_whole"]),
        (
            (WHOLE_ONLY, E_MONEY, BANK_POS),
            HOLD,
            ["2 hold returns_part", "0 hold returns_whole", "1 charge charges_only"],
        ),
        ((LIRA_ONLY,), EURO, ["0 - currency_not_here"]),
        ((LIRA_ONLY, BANK_POS), EURO, ["1 hold only_one", "0 - currency_not_here"]),
        (
            (BANK_POS, EURO_ONLY),
            EURO._replace(facts=DOMESTIC),
            ["0 - foreign_currency_domestic_card", "1 - foreign_currency_domestic_card"],
        ),
        ((NO_PAGE, BANK_POS), HOLD._replace(facts=DEBIT), ["1 hold only_one", "0 - debit_needs_threeds"]),
        ((LIRA_ONLY, BANK_POS), HOLD._replace(entry="hosted"), ["1 hold only_one", "0 - no_hosted_here"]),
        ((LIRA_ONLY, BANK_POS), HOLD._replace(entry="stored"), ["1 hold only_one", "0 - no_stored_cards_here"]),
        ((LIRA_ONLY, BANK_POS), HOLD._replace(store=True), ["1 hold only_one", "0 - no_stored_cards_here"]),
        ((), HOLD, []),
    ],
)
def test_the_best_account_comes_first_and_each_says_why(
    accounts: tuple[Abilities, ...], wanted: Wanted, ranked: list[str]
) -> None:
    told = propose([Candidate(str(number), can) for number, can in enumerate(accounts)], wanted)
    assert [f"{one.account} {one.way or '-'} {one.reason}" for one in told] == ranked
    assert [one.is_usable for one in told] == [bool(one.way) for one in told]


def test_the_cheaper_account_is_proposed_where_nothing_else_tells_them_apart() -> None:
    accounts = [Candidate("a", E_MONEY), Candidate("b", E_MONEY, _costs(17_900)), Candidate("c", E_MONEY, _costs(900))]
    assert [(one.account, one.reason) for one in propose(accounts, HOLD)] == [
        ("c", "costs_less"),
        ("b", "costs_more"),
        ("a", "costs_more"),
    ]


def test_a_hold_is_never_given_up_for_a_lower_cost() -> None:
    told = propose([Candidate("charges", E_MONEY, _costs(1)), Candidate("holds", NO_PAGE)], HOLD)
    assert [(one.account, one.reason) for one in told] == [("holds", "holds"), ("charges", "charges_only")]


def test_what_staff_should_know_of_a_card_is_said() -> None:
    assert card_hints(DEBIT, charges=True) == ("hint_debit_charge",)
    assert card_hints(CardFacts(kind="prepaid", domestic=False), charges=True) == ("hint_debit_charge", "hint_foreign")
    assert card_hints(DEBIT, charges=False) == ()
    assert card_hints(FOREIGN, charges=False) == ("hint_foreign",)
    assert card_hints(DOMESTIC, charges=True) == ()
