"""The gateway's own card page, and a deposit that is charged: what is said around the page, and what becomes of it."""

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel

from frontdesk.domain.house import Language
from tests.kit.screens import dressed
from tests.ui.screens.bank_page_desk import Desk

NEVER = re.compile(r"bloke|provizyon|\bheld\b|\bhold|\bblock", re.IGNORECASE)
DEBIT = "5890040000000016"


def says(desk: Desk) -> str:
    labels = [each.text() for each in desk.screen.findChildren(QLabel)]
    buttons = [each.text() for each in desk.screen.findChildren(QAbstractButton)]
    return "\n".join([desk.screen.title, *labels, *buttons, desk.screen.notice.words()])


@pytest.mark.parametrize("gateway", ["iyzico", "oderopay"])
def test_the_guest_types_the_card_and_what_was_done_is_read_back(tmp_path: Path, gateway: str) -> None:
    dressed("tr")
    desk = Desk(tmp_path, gateway, hosted=True)
    assert desk.screen.title == "Kart sayfası"
    assert "Kartı da kodu da misafir kendisi yazar; ekrana bakmayın" in desk.screen.tip.text()
    desk.view.host_changed.emit("pay.example", False)
    assert "kart bilgilerini girmeyin" in desk.screen.host.text()
    desk.guest_enters()
    assert "geçitten okunuyor" in desk.screen.notice.words()
    assert [one.result for one in desk.outcomes] == ["done"]
    assert desk.counter.hold().state == "held"
    assert desk.counter.was_asked_to("complete") == 0


def test_a_debit_card_may_have_been_charged_instead_and_that_is_told(tmp_path: Path) -> None:
    dressed("tr")
    desk = Desk(tmp_path, hosted=True)
    ways = desk.counter.ground.ways
    ways["iyzico"] = ways["iyzico"]._replace(hosted_debit_sale=True)
    desk.guest_enters(card=DEBIT)
    assert desk.counter.hold().state == "charged"
    assert desk.outcomes[0].result == "attention"


def test_staff_are_told_what_a_cancelled_card_page_leads_to(tmp_path: Path, says_yes: list[str]) -> None:
    dressed("tr")
    desk = Desk(tmp_path, hosted=True)
    desk.screen.cancel.click()
    assert "bloke konmuşsa kaldırılır, para çekilmişse listede görünür" in says_yes[0]
    assert desk.ended() == "staff"


def test_the_time_of_a_card_page_is_told_in_its_own_words(tmp_path: Path) -> None:
    dressed("tr")
    desk = Desk(tmp_path, hosted=True)
    desk.time_passes(120)
    assert "3 dakika geçerlidir; ekrana bakmayın" in desk.screen.tip.text()
    desk.time_passes(180)
    assert "hâlâ yazıyorsa" in desk.screen.notice.words()


@pytest.mark.parametrize("language", ["tr", "en"])
@pytest.mark.parametrize("trade", ["hotel", "rental"])
def test_around_a_charge_nothing_is_said_of_holds(
    tmp_path: Path, language: Language, trade: str, says_yes: list[str]
) -> None:
    dressed(language, trade=trade)
    desk = Desk(tmp_path, "oduyo")
    assert not NEVER.search(says(desk)), NEVER.findall(says(desk))
    desk.time_passes(300)
    desk.screen.stuck.click()
    assert not NEVER.search(says(desk) + says_yes[0])
    dressed("tr")
