"""The new charge by which a part of a deposit is kept."""

from collections import Counter as Tally
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from frontdesk.domain.gateway import WireRequest
from frontdesk.domain.house import Language
from frontdesk.practice.exchange import Response
from frontdesk.ui.screens.keep_part import KeepPart
from frontdesk.ui.screens.result import Result
from frontdesk.usecases.desk import Outcome
from frontdesk.usecases.kept_part import deposit_of
from tests.kit.counter import IDENTITY, Counter
from tests.kit.screens import AtOnce, dressed, letters, types
from tests.ui.screens.deposit_desk import DepositDesk

CARD = "5400360000000003"


@pytest.fixture
def desk(tmp_path: Path) -> DepositDesk:
    dressed("tr")
    return DepositDesk(tmp_path)


def opened(desk: DepositDesk, minor: int = 120000) -> KeepPart:
    return desk.shows(KeepPart(desk.counter.desk, desk.tasks, desk.deposit, minor))


def guest_gives_card(screen: KeepPart, number: str = CARD) -> None:
    for edit, text in ((screen.card.number, number), (screen.card.expiry, "1234"), (screen.card.cvv, "123")):
        types(edit, text)
    types(screen.card.holder, "DENIZ ORNEK")


def test_amount_and_stay_are_proposed_and_the_steps_are_told(desk: DepositDesk) -> None:
    screen = opened(desk)
    assert screen.amount.text() == "1.200,00"
    assert "Deniz" in screen.title
    assert "1.200,00\u00a0₺ şimdi karttan tahsil edilir" in screen.plan.words()
    assert "5.000,00\u00a0₺ depozitonuzun tamamı iade edilecek" in screen.words.words()


def test_the_charge_belongs_to_the_deposit_and_leads_to_its_return(desk: DepositDesk) -> None:
    screen = opened(desk)
    guest_gives_card(screen)
    screen.go.click()
    (outcome,) = desk.outcomes
    assert outcome.result == "challenge"
    assert not screen.card.typed()
    desk.counter.page = outcome.page
    done = desk.counter.with_bank_page()
    assert deposit_of(desk.counter.desk, desk.counter.hold_id) == desk.deposit
    wanted: list[tuple[str, int]] = []
    result = desk.shows(Result(desk.counter.desk, desk.tasks, done))
    result.wanted.connect(lambda verb, hold: wanted.append((verb, hold)))
    assert result.headline.text() == "1.200,00\u00a0₺ tahsil edildi"
    result.onward.click()
    assert wanted == [("return", desk.deposit)]


def test_a_card_that_is_wrong_is_said_beside_it(desk: DepositDesk) -> None:
    screen = opened(desk)
    guest_gives_card(screen, "5400360000000004")
    screen.go.click()
    assert desk.outcomes == []
    assert screen.card.number_field.below
    assert desk.counter.hold(desk.deposit).owed == 0


def test_a_part_is_less_than_the_whole(desk: DepositDesk) -> None:
    screen = opened(desk, 0)
    types(screen.amount, "5.000,00")
    assert "Depozitodan az olmalı" in screen.amount_field.below
    assert not screen.go.isEnabled()


def test_what_never_left_is_said_here_and_forgets_the_code(desk: DepositDesk) -> None:
    screen = opened(desk)
    guest_gives_card(screen)
    desk.counter.desk.line = None
    screen.go.click()
    assert desk.outcomes == []
    assert "bankaya hiçbir şey gitmedi" in screen.notice.words()
    assert screen.card.cvv.text() == ""


def test_a_typed_card_is_not_dropped_unasked(desk: DepositDesk) -> None:
    screen = opened(desk)
    assert screen.may_leave() is True
    types(screen.card.number, "5400")
    assert screen.may_leave() == "ask"


@pytest.fixture
def came_as_sale(tmp_path: Path) -> Counter:
    """A counter at an account that gives back no parts; its hold was answered as a sale."""
    counter = Counter(tmp_path, settings={"part_refunds": "no"})
    bank = counter.ground.bank
    honest = bank.open
    bank.open = lambda order, *, threeds: honest(order._replace(sale=True), threeds=threeds)  # type: ignore[method-assign]
    assert counter.places_hold("5.000,00").problem == "answered_as_sale"
    return counter


def at(counter: Counter) -> tuple[KeepPart, list[Outcome]]:
    """The page for a part of what came back as a sale, and what it ends in; the charge itself without 3D Secure."""
    screen, ended = KeepPart(counter.desk, AtOnce(counter.clock), counter.hold_id, 120000), list[Outcome]()
    screen.finished.connect(ended.append)
    screen.resize(1300, 900)
    screen.show()
    screen.threeds.setChecked(False)
    guest_gives_card(screen, "5526080000000006")
    return screen, ended


def listens(sent: list[bytes], request: WireRequest, answer: Response) -> Response:
    sent.append(request.body)
    return answer


def test_an_account_that_demands_the_identity_is_given_it_and_it_is_kept_nowhere(came_as_sale: Counter) -> None:
    dressed("tr")
    screen, ended = at(came_as_sale)
    screen.go.click()
    assert ended == []
    assert screen.focusWidget() is screen.identity.edit
    assert screen.identity.below == "Kimlik ya da pasaport numarasını yazın."
    assert screen.may_leave() == "ask"
    sent: list[bytes] = []
    came_as_sale.line.tampers = lambda request, answer: listens(sent, request, answer)
    types(screen.identity.edit, "1111 1111 110")
    screen.contact.email.setText("deniz@example.com")
    screen.go.click()
    (outcome,) = ended
    assert (outcome.result, outcome.verb) == ("done", "sale")
    (body,) = [each for each in sent if b"paymentCard" in each]
    for told in (IDENTITY, "deniz@example.com", came_as_sale.desk.house.phone):
        assert told.encode() in body
    kept = repr([came_as_sale.ledger.journal_of(hold.id) for hold in came_as_sale.all_holds()])
    assert IDENTITY not in kept


def test_a_contact_that_is_wrong_is_said_and_unfolded(came_as_sale: Counter) -> None:
    dressed("tr")
    screen, ended = at(came_as_sale)
    types(screen.identity.edit, IDENTITY)
    screen.contact.email.setText("deniz@")
    screen.go.click()
    assert ended == []
    assert screen.contact.email_field.below
    assert screen.contact.email.isVisible()


def reached_after(widget: QWidget) -> list[QWidget]:
    """What Tab leads to next, one after the other."""
    reached = list[QWidget]()
    now = widget.nextInFocusChain()
    while now is not None and now is not widget:
        if now.focusPolicy() & Qt.FocusPolicy.TabFocus and now.isVisible() and now.focusProxy() is None:
            reached.append(now)
        now = now.nextInFocusChain()
    return reached


@pytest.mark.parametrize("language", ["tr", "en"])
def test_with_the_identity_tab_goes_on_to_it_and_no_letter_stands_for_two_things(
    came_as_sale: Counter, language: Language
) -> None:
    dressed(language)
    screen, _ = at(came_as_sale)
    assert screen.identity.isVisible()
    assert reached_after(screen.card.holder)[:2] == [screen.identity.edit, screen.contact.toggle]
    tally = Tally(letters(screen))
    assert [letter for letter, count in tally.items() if count > 1] == []


def test_where_no_identity_is_demanded_none_is_asked_for(desk: DepositDesk) -> None:
    assert opened(desk).identity.isHidden()
