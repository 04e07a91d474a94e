"""What a new deposit may choose from, worked out from what accounts can do and gateways keep."""

from datetime import UTC, date, datetime

import pytest

from frontdesk.domain.gateway import CardFacts
from frontdesk.domain.guest_card import GuestCard
from frontdesk.domain.hold import Stay
from frontdesk.domain.routing import Wanted
from frontdesk.domain.stored_card import KeptCard, StoredCard
from frontdesk.ui import hold_offers
from tests.kit.screens import dressed

TODAY = date(2026, 11, 21)


def kept(**card: str) -> GuestCard:
    stored = StoredCard("user", "token", last4="0008", scheme="mastercard")._replace(**card)  # type: ignore[arg-type]
    stay = Stay(1, "Deniz", "Örnek", "204", "RZV-1", "2026-11-20", "2026-11-24")
    return GuestCard(KeptCard(7, stored, "iyzico", "deniz ornek", 1, 1, "Derya Örnek", 1_795_000_000, 0), stay)


@pytest.fixture(autouse=True)
def turkish() -> None:
    dressed("tr")


def row(one: GuestCard) -> tuple[str, str, bool]:
    (shown,) = hold_offers.kept_rows((one,), lambda at: datetime.fromtimestamp(at, UTC).date(), TODAY)
    assert shown.id == one.kept.id
    return shown.card, shown.whose, shown.usable


def test_a_kept_card_is_shown_with_what_is_known_of_it() -> None:
    card, whose, usable = row(kept(bank="Halk Bankası", expires="2030-07"))
    assert card.startswith("Mastercard •••• 0008 · Halk")
    assert whose == "son kullanma 07/30 · Deniz Örnek · 18 Kas günü saklandı"
    assert usable


def test_a_card_past_its_date_says_so_and_cannot_be_chosen() -> None:
    _card, whose, usable = row(kept(expires="2026-10"))
    assert whose.startswith("süresi geçmiş 10/26")
    assert not usable


def test_what_the_gateway_does_not_tell_is_left_out() -> None:
    card, whose, usable = row(kept(scheme=""))
    assert card.endswith("•••• 0008")
    assert whose == "Deniz Örnek · 18 Kas günü saklandı"
    assert usable


def test_without_an_account_only_the_terminal_has_a_way_of_its_own() -> None:
    options, hint = hold_offers.ways(None, 0)
    assert [one.value for one in options if one.usable] == ["card", "terminal"]
    assert all(one.reason for one in options)
    assert hint == ""


@pytest.mark.parametrize(
    ("currency", "domestic", "forbidden"),
    [("EUR", True, True), ("EUR", False, False), ("EUR", None, False), ("TRY", True, False)],
)
def test_only_a_card_known_to_be_domestic_forbids_a_foreign_currency(
    currency: str, domestic: bool | None, forbidden: bool
) -> None:
    said = hold_offers.forbidden(Wanted(currency, facts=CardFacts(domestic=domestic)))
    assert bool(said) is forbidden
