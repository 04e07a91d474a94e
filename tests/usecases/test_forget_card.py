"""Forgetting a kept card: the gateway first, then the ledger; what is unclear stays and is said so."""

import json
from typing import cast

import pytest

from frontdesk.domain.stored_card import StoredCard
from frontdesk.usecases.forget_card import Forgotten, forget_card
from frontdesk.usecases.list_cards import kept_cards
from tests.kit.clock import Waiting
from tests.kit.counter import Counter
from tests.kit.power_cut import power_cut_at


def keeps_a_card(clerk: Counter) -> StoredCard:
    outcome = clerk.places_hold("5.000,00", store=True)
    assert outcome.stored is not None
    return outcome.stored


def forgets(clerk: Counter, card: StoredCard) -> Forgotten:
    return clerk.clock.runs(cast("Waiting[Forgotten]", forget_card(clerk.desk, clerk.gateway, card)))


def test_a_forgotten_card_is_gone_on_both_sides_and_told_in_the_holds_story(clerk: Counter) -> None:
    card = keeps_a_card(clerk)
    assert forgets(clerk, card).result == "done"
    assert kept_cards(clerk.desk) == ()
    line = clerk.ledger.journal_of(clerk.hold_id)[-1]
    assert (line.event, line.clerk) == ("card_forgotten", "Derya Örnek")
    assert json.loads(line.facts)["last4"] == card.last4
    again = clerk.places_hold("1.000,00", card=card, entry="stored", card_user=card.user)
    assert (again.result, again.problem) == ("refused", "stored_card_unknown")


def test_a_card_that_the_gateway_does_not_know_is_forgotten_as_well(clerk: Counter) -> None:
    card = keeps_a_card(clerk)
    clerk.bank_does("lose_answer", "delete_card")
    unclear = forgets(clerk, card)
    assert (unclear.result, len(kept_cards(clerk.desk))) == ("checking", 1)
    assert forgets(clerk, card).result == "done"
    assert kept_cards(clerk.desk) == ()


@pytest.mark.parametrize("fault", ["lose_answer", "hang", "status"])
def test_an_unclear_answer_leaves_the_card_and_says_so(clerk: Counter, fault: str) -> None:
    card = keeps_a_card(clerk)
    clerk.bank_does(fault, "delete_card")
    assert forgets(clerk, card).result == "checking"
    assert len(kept_cards(clerk.desk)) == 1
    assert "card_forgotten" not in clerk.journal()


def test_without_a_line_the_card_stays(clerk: Counter) -> None:
    card = keeps_a_card(clerk)
    clerk.line.is_cut = True
    assert (forgets(clerk, card).result, len(kept_cards(clerk.desk))) == ("not_sent", 1)


def test_forgetting_twice_is_told_once(clerk: Counter) -> None:
    card = keeps_a_card(clerk)
    assert (forgets(clerk, card).result, forgets(clerk, card).result) == ("done", "done")
    assert clerk.journal().count("card_forgotten") == 1


def test_a_card_of_our_user_that_the_ledger_never_knew_can_be_forgotten(clerk: Counter) -> None:
    card = keeps_a_card(clerk)
    stray = card._replace(token="00000000-0000-4000-8000-000000000000")
    assert forgets(clerk, stray).result == "done"
    assert clerk.journal().count("card_forgotten") == 1
    assert len(kept_cards(clerk.desk)) == 1


def test_a_card_of_a_user_that_was_never_ours_is_left_alone(clerk: Counter) -> None:
    keeps_a_card(clerk)
    sent = len(clerk.line.sent)
    told = forgets(clerk, StoredCard("somebody-else", "token"))
    assert (told.result, told.problem, len(clerk.line.sent)) == ("stopped", "stored_card_unknown", sent)


def test_nothing_is_deleted_while_the_ledger_cannot_be_written(clerk: Counter) -> None:
    card = keeps_a_card(clerk)
    sent = len(clerk.line.sent)
    clerk.ledger.problem = "ledger_read_only"
    told = forgets(clerk, card)
    assert (told.result, told.problem, len(clerk.line.sent)) == ("stopped", "ledger_read_only", sent)


def test_a_full_disk_after_the_gateways_yes_is_made_good_by_forgetting_again(clerk: Counter) -> None:
    card = keeps_a_card(clerk)
    clerk.disk_is_full()
    assert forgets(clerk, card).problem == "ledger_full"
    clerk.disk_has_room()
    assert len(kept_cards(clerk.desk)) == 1
    assert (forgets(clerk, card).result, kept_cards(clerk.desk)) == ("done", ())


def test_a_power_cut_after_the_gateways_yes_is_made_good_by_forgetting_again(clerk: Counter) -> None:
    card = keeps_a_card(clerk)
    with power_cut_at("card:deleted"):
        forgets(clerk, card)
    clerk.crashes()
    assert len(kept_cards(clerk.desk)) == 1
    assert (forgets(clerk, card).result, kept_cards(clerk.desk)) == ("done", ())


def test_a_card_kept_anew_after_it_was_forgotten_is_kept(clerk: Counter) -> None:
    card = keeps_a_card(clerk)
    forgets(clerk, card)
    keeps_a_card(clerk)
    assert len(kept_cards(clerk.desk)) == 1


def test_an_account_without_stored_cards_is_not_asked(at_iyzico: Counter) -> None:
    card = keeps_a_card(at_iyzico)
    at_iyzico.desk.accounts = {}
    assert forgets(at_iyzico, card).problem == "unknown_account"
