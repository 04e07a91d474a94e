"""How a card comes: kept by the gateway, or typed by the guest on the gateway's own page; and what an account has no
way for is said before anything leaves."""

from pathlib import Path
from typing import Literal

import pytest

from frontdesk.domain.crash_point import watchers
from frontdesk.domain.gateway import CardFacts
from frontdesk.domain.stored_card import StoredCard
from frontdesk.usecases.desk import Outcome
from frontdesk.usecases.place_hold import place_hold
from tests.kit.counter import Counter
from tests.kit.invariants import assert_ledger_equals_bank

# -- a card that the gateway keeps


def _keeps_card(clerk: Counter) -> StoredCard:
    outcome = clerk.places_hold("5.000,00", store=True)
    assert outcome.stored is not None
    return outcome.stored


def test_a_card_is_kept_with_the_answer_that_brought_its_keys(clerk: Counter) -> None:
    stored = _keeps_card(clerk)
    (card,) = clerk.ledger.cards_kept(clerk.gateway)
    assert (card.kept.card, card.kept.hold_id) == (stored, clerk.hold_id)
    assert stored.last4 == clerk.hold().last4


def test_a_card_is_kept_after_the_banks_page_too(clerk: Counter) -> None:
    clerk.places_hold("5.000,00", threeds=True, store=True)
    assert clerk.ledger.cards_kept(clerk.gateway) == ()
    assert clerk.with_bank_page().stored is not None
    assert len(clerk.ledger.cards_kept(clerk.gateway)) == 1


def test_no_card_is_kept_unless_the_guest_agreed(clerk: Counter) -> None:
    assert clerk.places_hold("5.000,00").stored is None
    assert clerk.ledger.cards_kept(clerk.gateway) == ()


def test_a_hold_with_a_kept_card_says_whose_it_is(clerk: Counter) -> None:
    stored = _keeps_card(clerk)
    outcome = clerk.places_hold("700,00", entry="stored", card=stored)
    assert (outcome.result, clerk.hold().entry, clerk.hold().last4) == ("done", "stored", stored.last4)
    assert clerk.captures("700,00").result == "done"


def test_a_full_disk_after_the_answer_keeps_the_card_when_there_is_room(clerk: Counter) -> None:
    watchers.append(lambda name: clerk.disk_is_full() if name == "place:answered" else None)
    try:
        outcome = clerk.places_hold("5.000,00", store=True)
    finally:
        watchers.clear()
    assert outcome.problem == "ledger_full"
    clerk.disk_has_room()
    clerk.time_passes(60)
    assert clerk.hold().state == "held"
    assert len(clerk.ledger.cards_kept(clerk.gateway)) == 1


def test_a_lost_answer_still_leaves_one_hold(clerk: Counter) -> None:
    clerk.bank_does("lose_answer", "place")
    clerk.places_hold("5.000,00", store=True)
    clerk.until_decided()
    assert (clerk.hold().state, clerk.was_asked_to("place")) == ("held", 1)


# -- the gateway's own page


def _opens_card_page(clerk: Counter) -> Outcome:
    outcome = clerk.places_hold("5.000,00", entry="hosted")
    assert outcome.page is not None
    return outcome


def test_the_guest_types_the_card_on_the_gateways_page_and_it_is_never_completed(clerk: Counter) -> None:
    outcome = _opens_card_page(clerk)
    assert outcome.page is not None
    assert (outcome.page.html, outcome.page.url != "", clerk.hold().last4) == ("", True, "")
    assert clerk.with_bank_page().result == "done"
    hold = clerk.hold()
    assert (hold.state, hold.entry, len(hold.last4), len(hold.bin)) == ("held", "hosted", 4, 6)
    assert hold.scheme != ""
    assert clerk.was_asked_to("complete") == 0
    assert clerk.captures("1.200,00").result == "done"


@pytest.mark.parametrize("how", ["renderer", "closed"])
def test_a_card_page_that_is_lost_is_asked_about_and_becomes_held(clerk: Counter, how: str) -> None:
    _opens_card_page(clerk)
    clerk.guest_types("123456")
    clerk.page_ends(how)  # type: ignore[arg-type]
    clerk.until_decided()
    assert (clerk.hold().state, clerk.hold().ended) == ("held", how)


def test_rule_15_a_card_page_that_staff_stopped_is_released_when_it_is_found_held(clerk: Counter) -> None:
    _opens_card_page(clerk)
    clerk.page_ends("staff")
    clerk.time_passes(30)
    assert clerk.hold().state == "unknown"
    clerk.guest_types("123456")
    clerk.time_passes(700)
    assert clerk.hold().state == "released"


def test_a_page_that_nobody_used_proves_nothing_and_is_never_abandoned_by_an_answer(clerk: Counter) -> None:
    _opens_card_page(clerk)
    clerk.page_ends("closed")
    clerk.time_passes(60)
    assert clerk.hold().state == "unknown"
    assert clerk.ledger.attempts_of(clerk.hold_id)[0].strikes == 0


def test_a_debit_hold_may_come_back_as_a_sale_and_is_charged_with_attention(at_iyzico: Counter) -> None:
    at_iyzico.ground.ways["iyzico"] = at_iyzico.ground.ways["iyzico"]._replace(hosted_debit_sale=True)
    _opens_card_page(at_iyzico)
    at_iyzico.with_bank_page(card="5890040000000016")
    at_iyzico.until_decided()
    assert (at_iyzico.hold().state, at_iyzico.hold().attention) == ("charged", "answered_as_sale")
    assert at_iyzico.returns_deposit().result == "done"


def test_a_card_that_came_another_way_than_the_wish_says_is_a_mistake_of_the_program(clerk: Counter) -> None:
    wish = clerk.a_wish("5.000,00", entry="hosted")
    with pytest.raises(ValueError, match="another way"):
        clerk.runs(place_hold(clerk.desk, wish, clerk.next_card()))
    assert clerk.all_holds() == ()


# -- what an account has no way for


def test_what_an_account_cannot_do_is_said_before_anything_leaves(with_session: Counter) -> None:
    clerk = with_session
    verb = clerk.charges_deposit if clerk.gateway == "oduyo" else clerk.places_hold
    assert verb("5.000,00", store=True).problem == "no_stored_cards_here"
    assert verb("5.000,00", entry="hosted").problem == "no_hosted_here"
    assert verb("5.000,00", instalments=3).problem == "no_instalments_here"
    assert verb("5.000,00", currency="GBP").problem == "currency_not_here"
    assert clerk.line.sent == []
    assert clerk.all_holds() == ()


def test_a_deposit_account_asks_for_the_banks_page(at_oduyo: Counter) -> None:
    assert at_oduyo.charges_deposit("5.000,00", threeds=False).problem == "no_plain_here"


def test_instalments_of_a_hold_only_where_the_account_says_so(clerk: Counter) -> None:
    assert clerk.places_hold("5.000,00", instalments=2).problem == "no_instalments_here"
    assert clerk.line.sent == []


def test_instalments_that_the_account_lists_are_sent(tmp_path: Path) -> None:
    clerk = Counter(tmp_path, settings={"hold_instalments": "2,3"})
    assert clerk.places_hold("5.000,00", instalments=2).result == "done"
    assert clerk.places_hold("5.000,00", instalments=4).problem == "no_instalments_here"
    assert_ledger_equals_bank(clerk)


@pytest.mark.parametrize(
    ("member", "how"),
    [("Payment3DWithEventRedirect", "returned"), ("Payment3d", "failed"), ("Payment3dBySecure", "returned")],
)
def test_each_member_of_the_payment3d_family_holds_also_where_the_page_never_comes_back(
    tmp_path: Path, member: str, how: str
) -> None:
    """Payment3d tells the result to a server alone (AHL Pay notes §7.2): somebody says that the page stands still."""
    clerk = Counter(tmp_path, "ahlpay", settings={"threeds_path": f"/api/Payment/{member}"})
    assert clerk.places_hold("5.000,00", threeds=True).result == "challenge"
    assert clerk.with_bank_page().result == "done"
    assert (clerk.hold().state, clerk.hold().ended) == ("held", how)
    assert_ledger_equals_bank(clerk)
    clerk.ledger.close()


# -- a foreign currency


def test_a_domestic_card_pays_no_foreign_currency_and_nothing_of_it_is_sent(clerk: Counter) -> None:
    outcome = clerk.places_hold("500,00", currency="USD", facts=CardFacts(domestic=True))
    assert (outcome.result, outcome.problem) == ("stopped", "foreign_currency_domestic_card")
    assert clerk.line.sent == []


def test_where_nobody_looked_the_card_up_it_is_looked_up_first(clerk: Counter) -> None:
    outcome = clerk.places_hold("500,00", currency="USD")
    assert outcome.problem == "foreign_currency_domestic_card"
    assert (len(clerk.line.sent), clerk.was_asked_to("bin"), clerk.all_holds()) == (1, 1, ())


def test_an_account_that_does_not_tell_is_helped_by_the_houses_others(at_oduyo: Counter) -> None:
    outcome = at_oduyo.charges_deposit("500,00", currency="USD", card="5528790000000008")
    assert (outcome.result, outcome.problem) == ("stopped", "foreign_currency_domestic_card")
    assert at_oduyo.all_holds() == ()


def test_a_look_up_that_tells_nothing_leaves_it_to_the_gateway(at_iyzico: Counter) -> None:
    at_iyzico.desk.accounts = {"iyzico": at_iyzico.desk.accounts["iyzico"]}
    at_iyzico.bank_does("status", "bin")
    assert at_iyzico.places_hold("500,00", currency="USD").problem == "local_card_foreign_currency"
    assert at_iyzico.hold().state == "declined"


def test_a_card_from_abroad_pays_in_its_currency(at_iyzico: Counter) -> None:
    outcome = at_iyzico.places_hold("500,00", currency="USD", card="5400010000000004")
    assert (outcome.result, at_iyzico.hold().currency) == ("done", "USD")


@pytest.mark.parametrize("entry", ["card", "hosted"])
def test_what_was_looked_up_of_another_card_counts_for_nothing(
    clerk: Counter, entry: Literal["card", "hosted"]
) -> None:
    of_another = CardFacts(bin="411111", kind="debit", bank="Örnek Bank", domestic=False)
    clerk.places_hold("5.000,00", card=clerk.next_card(), facts=of_another, entry=entry)
    assert (clerk.hold().card_kind != "debit", clerk.hold().bank != "Örnek Bank") == (True, True)
    assert clerk.places_hold("500,00", currency="USD", facts=of_another).problem == "foreign_currency_domestic_card"
