"""A sale takes the money at once; everything that is true of a hold's sending is true of it."""

import pytest

from tests.kit.counter import Counter

REFUSED = {"iyzico": "4111111111111129", "oderopay": "4102090000000000"}


def test_a_sale_is_collected_and_can_be_given_back(clerk: Counter) -> None:
    outcome = clerk.takes_sale("250,00")
    assert (outcome.result, outcome.verb, clerk.hold().state) == ("done", "sale", "captured")
    assert (clerk.hold().purpose, clerk.hold().captured, clerk.hold().attention) == ("sale", 25_000, "")
    assert clerk.refunds("250,00").result == "done"
    assert clerk.hold().state == "refunded"


def test_a_sale_is_never_released_or_captured(clerk: Counter) -> None:
    clerk.takes_sale("250,00")
    assert clerk.releases().problem == "wrong_hold_state"
    assert clerk.captures("250,00").problem == "wrong_hold_state"


def test_a_refused_card_pays_nothing(clerk: Counter) -> None:
    outcome = clerk.takes_sale("250,00", card=REFUSED[clerk.gateway])
    assert (outcome.result, clerk.hold().state) == ("refused", "declined")


@pytest.mark.parametrize("fault", ["lose_answer", "drop_before", "status", "garbage", "hang"])
def test_an_unclear_sale_is_asked_about_and_never_sent_again(clerk: Counter, fault: str) -> None:
    clerk.bank_does(fault, "sale")
    assert clerk.takes_sale("250,00").result == "checking"
    clerk.until_decided()
    assert clerk.hold().state == ("captured" if clerk.executed("sale") else "abandoned")
    assert clerk.was_asked_to("sale") == 1


def test_rule_4_a_sale_counts_as_blocking_too(clerk: Counter) -> None:
    clerk.bank_does("lose_answer", "sale")
    clerk.takes_sale("250,00")
    stay = clerk.held_stay().stay
    assert clerk.places_hold("5.000,00", stay=stay).problem == "may_block_twice"


def test_what_was_not_sent_is_tried_again_under_the_same_key(clerk: Counter) -> None:
    clerk.line.is_cut = True
    clerk.takes_sale("250,00")
    clerk.line.is_cut = False
    key, stay = clerk.hold().key, clerk.held_stay().stay
    assert clerk.takes_sale("250,00", stay=stay, again=clerk.hold_id).result == "done"
    assert clerk.hold().key == key
    assert clerk.states() == ["sale not_sent", "sale approved"]
