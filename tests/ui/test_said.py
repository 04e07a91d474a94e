"""Of money that was charged no word speaks of holds; of a hold on a terminal none says that the bank was asked."""

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from frontdesk.domain.hold import HOLD_STATES
from frontdesk.domain.house import Language
from frontdesk.domain.problems import ALL
from frontdesk.ui import history, notices, words
from frontdesk.ui.said import form_of, said
from frontdesk.ui.screens.result import Result
from frontdesk.usecases.desk import Outcome
from tests.kit.counter import Counter
from tests.kit.screens import AtOnce, dressed
from tests.ui.screens.deposit_desk import DepositDesk

OF_HOLDS = re.compile(r"(?i)\b(bloke\w*|provizyon\w*|holds?|held|block(ed|s|ing)?)\b")
OF_DEPOSITS = re.compile(r"(?i)depozito|deposit")
# Of money that is really held, or of accounts that hold: no deposit that was charged comes to them.
OF_HELD_MONEY = frozenset(
    {"above_ceiling", "below_floor", "exact_only", "hold_lapsed", "release_refused", "returned_as_refund"}
    | {"answered_as_sale", "no_holds_here", "holds_here", "ledger_corrupt", "terminal_by_hand", "above_hold"}
    | {"terminal_restored", "approval_missing", "lapse_passed"}
)


@pytest.mark.parametrize("language", ["tr", "en"])
def test_no_problem_of_a_charge_speaks_of_holds(language: str) -> None:
    words.set_language("en" if language == "en" else "tr")
    told = {code: " ".join(notices.reason(code, "charge")) for code in ALL - OF_HELD_MONEY}
    assert {code: text for code, text in told.items() if OF_HOLDS.search(text)} == {}


@pytest.mark.parametrize("language", ["tr", "en"])
def test_no_outcome_of_a_charge_speaks_of_holds(tmp_path: Path, language: str) -> None:
    words.set_language("en" if language == "en" else "tr")
    desk = DepositDesk(tmp_path)
    held, house = desk.counter.held_stay(desk.deposit), desk.counter.desk.house
    for verb in ("place", "sale", "complete", "refund", "keep", "ask"):
        for result in ("done", "refused", "not_sent", "checking", "attention", "stopped"):
            if (verb, result) in {("keep", "refused"), ("keep", "not_sent"), ("keep", "checking")}:
                continue
            for state in ("charged", "captured", "refunded", "declined", "abandoned", "unknown"):
                now = held._replace(hold=held.hold._replace(state=state))
                outcome = Outcome(result, verb, now, problem="bank_declined")
                told = " ".join(notices.sentence(outcome, house, 0, "cancel"))
                assert OF_HOLDS.search(f"{told} {notices.guest_sentence(now, house, 0)}") is None, (verb, result, state)


@pytest.mark.parametrize("language", ["tr", "en"])
def test_no_outcome_of_a_charge_for_a_bill_calls_it_a_deposit(tmp_path: Path, language: str) -> None:
    words.set_language("en" if language == "en" else "tr")
    counter = Counter(tmp_path)
    counter.takes_sale("1.200,00")
    sale, house = counter.held_stay(counter.hold_id), counter.desk.house
    for verb in ("sale", "complete", "refund", "ask"):
        for result in ("done", "refused", "not_sent", "checking", "attention", "stopped"):
            for state, by in ((state, by) for state in HOLD_STATES for by in ("", "cancel", "refund")):
                now = sale._replace(hold=sale.hold._replace(state=state, refunded=50_000))
                told = notices.sentence(Outcome(result, verb, now, problem="hold_undecided"), house, 0, by)
                said_of_it = f"{' '.join(told)} {notices.guest_sentence(now, house, 0)}"
                assert OF_DEPOSITS.search(said_of_it) is None, (verb, result, state, by, said_of_it)


@pytest.mark.parametrize(("language", "means"), [("tr", "“Tahsilatı iptal ettik."), ("en", "“We have cancelled the c")])
def test_what_was_charged_for_a_bill_and_given_back_is_told_as_that(
    tmp_path: Path, language: Language, means: str
) -> None:
    dressed(language)
    counter = Counter(tmp_path)
    counter.takes_sale("1.200,00")
    result = Result(counter.desk, AtOnce(counter.clock), counter.refunds("1.200,00"))
    shown = " ".join(each.text() for each in result.findChildren(QLabel))
    assert means in shown
    assert OF_DEPOSITS.search(shown) is None


def test_the_history_of_a_deposit_speaks_of_a_charge(tmp_path: Path) -> None:
    words.set_language("tr")
    desk = DepositDesk(tmp_path)
    desk.counter.returns_deposit(desk.deposit)
    steps = history.steps(desk.counter.ledger.journal_of(desk.deposit), desk.counter.desk.house, "charge")
    told = "\n".join(step.title for step in steps)
    assert "Depozito iade edildi" in told
    assert OF_HOLDS.search(told) is None


def test_a_form_says_only_what_differs(tmp_path: Path) -> None:
    words.set_language("en")
    desk = DepositDesk(tmp_path)
    hold = desk.counter.hold(desk.deposit)
    assert form_of(hold) == "charge"
    assert form_of(hold._replace(entry="terminal", purpose="hold")) == "by_hand"
    assert said("charge", "states.declined") == said("", "states.declined")
