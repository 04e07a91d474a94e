"""Cards that gateways keep: offered to nobody but the guest who agreed, and compared with what the gateway tells."""

from collections.abc import Callable

import pytest

from frontdesk.domain.guest_card import is_expired
from frontdesk.domain.hold import Stay
from frontdesk.domain.stored_card import StoredCard
from frontdesk.usecases.forget_card import forget_card
from frontdesk.usecases.list_cards import GatewayCards, cards_at_gateway, kept_cards, offered_cards
from tests.kit.counter import Counter

DENIZ = Stay(0, "Deniz", "Örnek", "101", "R-2041", "2026-09-20", "2026-09-25")


def keeps_a_card(clerk: Counter, stay: Stay = DENIZ) -> Stay:
    """A hold whose guest agreed that the card is kept; the stay as it is in the ledger."""
    outcome = clerk.places_hold("5.000,00", stay=stay, store=True)
    assert outcome.held is not None
    assert outcome.stored is not None
    return outcome.held.stay


def offered(clerk: Counter, stay: Stay, account: str = "") -> list[str]:
    return [one.card.last4 for one in offered_cards(clerk.desk, stay, account or clerk.gateway)]


def at_gateway(clerk: Counter) -> GatewayCards:
    return clerk.clock.runs(cards_at_gateway(clerk.desk, clerk.gateway))


@pytest.mark.parametrize(
    "again",
    [
        lambda stay: stay,
        lambda stay: stay._replace(id=0),
        lambda _stay: DENIZ._replace(guest_name="DENİZ", guest_surname="ornek", place="205"),
        lambda _stay: DENIZ._replace(reference="r 2041", place="", arrives=""),
        lambda _stay: DENIZ._replace(reference="", departs="2026-10-01"),
    ],
)
def test_a_card_is_offered_within_the_stay_in_which_it_was_kept(clerk: Counter, again: Callable[[Stay], Stay]) -> None:
    stay = keeps_a_card(clerk)
    assert len(offered(clerk, again(stay))) == 1


@pytest.mark.parametrize(
    "other",
    [
        DENIZ._replace(reference="R-9", place="202"),
        DENIZ._replace(reference="", place=""),
        DENIZ._replace(reference="", arrives=""),
        DENIZ._replace(reference="", arrives="2026-12-01"),
        DENIZ._replace(reference="", place="", arrives=""),
        DENIZ._replace(guest_name="Robin"),
        DENIZ._replace(guest_name="", guest_surname=""),
        Stay(0, "", "", "", "", "", ""),
    ],
)
def test_a_card_is_never_offered_to_anybody_else(clerk: Counter, other: Stay) -> None:
    keeps_a_card(clerk)
    assert offered(clerk, other) == []


def test_a_name_alone_is_no_guest_and_an_empty_reference_is_none(clerk: Counter) -> None:
    keeps_a_card(clerk, DENIZ._replace(reference="", place="", arrives=""))
    assert offered(clerk, DENIZ._replace(reference="", place="", arrives="")) == []


def test_a_card_of_another_account_is_not_offered(at_iyzico: Counter) -> None:
    stay = keeps_a_card(at_iyzico)
    assert offered(at_iyzico, stay, "oderopay") == []


def test_the_newest_card_comes_first_and_needs_no_network(clerk: Counter) -> None:
    keeps_a_card(clerk, clerk.a_stay("Deniz"))
    keeps_a_card(clerk, clerk.a_stay("Robin"))
    clerk.line.is_cut = True
    kept = kept_cards(clerk.desk)
    assert [one.stay.guest_name for one in kept] == ["Robin", "Deniz"]
    assert kept_cards(clerk.desk, clerk.gateway) == kept
    assert kept_cards(clerk.desk, "another") == ()


def test_what_the_gateway_keeps_is_compared_with_the_ledger(clerk: Counter) -> None:
    keeps_a_card(clerk)
    told = at_gateway(clerk)
    assert (told.problem, [(one.where, one.card.last4) for one in told.cards]) == (
        "",
        [("both", kept_cards(clerk.desk)[0].card.last4)],
    )


def test_a_card_that_only_one_side_knows_is_said_to_be_so(clerk: Counter) -> None:
    keeps_a_card(clerk)
    [known] = kept_cards(clerk.desk)
    clerk.clock.runs(clerk.desk.run(clerk.gateway, clerk.desk.accounts[clerk.gateway].gateway.delete_card(known.card)))
    [row] = at_gateway(clerk).cards
    assert (row.where, row.known) == ("only_ledger", known)
    clerk.clock.runs(forget_card(clerk.desk, clerk.gateway, known.card))
    assert at_gateway(clerk).cards == ()


def test_without_a_line_it_is_said_and_nothing_is_guessed(clerk: Counter) -> None:
    keeps_a_card(clerk)
    clerk.line.is_cut = True
    assert at_gateway(clerk) == GatewayCards(problem="not_sent")


def test_an_unclear_answer_is_no_empty_list(clerk: Counter) -> None:
    keeps_a_card(clerk)
    clerk.bank_does("garbage", "list_cards")
    assert at_gateway(clerk).problem == "bank_not_reached"


def test_an_account_that_keeps_no_cards_is_not_asked(at_ahlpay: Counter) -> None:
    assert at_gateway(at_ahlpay).problem == "no_stored_cards_here"
    assert at_ahlpay.line.sent == []


def test_an_account_that_is_gone_is_not_asked(at_iyzico: Counter) -> None:
    at_iyzico.desk.accounts = {}
    assert at_gateway(at_iyzico).problem == "unknown_account"


@pytest.mark.parametrize(
    ("expires", "is_over"), [("2026-08", True), ("2026-09", False), ("2027-01", False), ("", False)]
)
def test_a_card_is_good_to_the_end_of_its_month(expires: str, is_over: bool) -> None:
    assert is_expired(StoredCard("u", "t", expires=expires), "2026-09-30") is is_over
