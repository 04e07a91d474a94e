"""Money that is taken after staff stopped the page, or after its deadline: a person sees it and decides (rule 15)."""

from pathlib import Path

import pytest

from frontdesk.domain.challenge import PageEndKind
from frontdesk.usecases.keep_deposit import keep_deposit
from frontdesk.usecases.list_holds import counts, detail, page
from tests.kit.counter import Counter
from tests.kit.invariants import assert_ledger_equals_bank
from tests.kit.power_cut import power_cut_at

ONE_STEP = {"pos_alias": "isbank-1"}
STOPS: tuple[PageEndKind, ...] = ("staff", "deadline")


@pytest.fixture(params=["ahlpay", "oduyo"])
def clerk(request: pytest.FixtureRequest, tmp_path: Path) -> Counter:
    """Where money moves on the bank's page."""
    return Counter(tmp_path, request.param, settings=ONE_STEP if request.param == "oduyo" else {})


@pytest.fixture
def one_step(tmp_path: Path) -> Counter:
    return Counter(tmp_path, "oduyo", settings=ONE_STEP)


def _stopped_sale(clerk: Counter, how: PageEndKind = "staff") -> int:
    assert clerk.takes_sale("1.200,00", threeds=True).result == "challenge"
    return _stopped(clerk, how)


def _stopped(clerk: Counter, how: PageEndKind = "staff") -> int:
    """The guest was through with the page all the same."""
    clerk.guest_types("123456")
    clerk.page_ends(how)
    clerk.until_decided()
    return clerk.hold_id


def _charged_deposit(clerk: Counter) -> int:
    clerk.charges_deposit("5.000,00")
    assert clerk.with_bank_page().result in {"done", "checking"}
    clerk.until_decided()
    assert clerk.hold().state == "charged"
    return clerk.hold_id


@pytest.mark.parametrize("how", STOPS)
def test_rule_15_a_sale_that_was_stopped_and_is_found_taken_is_for_a_person(clerk: Counter, how: PageEndKind) -> None:
    sale = _stopped_sale(clerk, how)
    hold = clerk.hold(sale)
    assert (hold.state, hold.attention, hold.captured) == ("charged", "taken_after_stop", 120_000)
    assert clerk.journal(sale)[-1] == "taken_after_stop"
    assert [row.hold.id for row in page(clerk.desk, "attention")] == [sale]
    assert counts(clerk.desk)["attention"] == 1
    told = detail(clerk.desk, sale)
    assert {"keep", "refund"} <= told.can
    assert told.why_not["keep_part"] == "wrong_hold_state"
    assert_ledger_equals_bank(clerk, decided=True)


@pytest.mark.parametrize("how", ["renderer", "crash"])
def test_a_sale_whose_page_merely_broke_is_the_sale_that_was_meant(one_step: Counter, how: str) -> None:
    one_step.takes_sale("1.200,00")
    one_step.guest_types("123456")
    if how == "crash":
        one_step.crashes()
    else:
        one_step.page_ends("renderer")
    one_step.until_decided()
    assert (one_step.hold().state, one_step.hold().attention) == ("captured", "")


def test_it_is_kept_as_the_sale_that_it_was_meant_to_be(clerk: Counter) -> None:
    sale = _stopped_sale(clerk)
    outcome = clerk.keeps(sale)
    assert (outcome.result, outcome.verb, outcome.amount) == ("done", "keep", clerk.money("1.200,00"))
    assert (clerk.hold(sale).state, clerk.hold(sale).attention, clerk.journal(sale)[-1]) == ("captured", "", "kept")
    assert page(clerk.desk, "open") == ()
    assert clerk.asks(sale).result == "done"
    assert clerk.hold(sale).state == "captured"


def test_it_is_given_back(clerk: Counter) -> None:
    sale = _stopped_sale(clerk)
    assert clerk.refunds("1.200,00", sale).result == "done"
    assert (clerk.hold(sale).state, clerk.hold(sale).attention) == ("refunded", "")
    assert page(clerk.desk, "open") == ()
    assert_ledger_equals_bank(clerk, decided=True)


@pytest.mark.parametrize("fault", ["drop_before", "lose_answer"])
def test_its_flag_outlasts_a_refund_that_was_unclear(clerk: Counter, fault: str) -> None:
    sale = _stopped_sale(clerk)
    clerk.bank_does(fault, "refund")
    clerk.bank_does(fault, "release")
    assert clerk.refunds("1.200,00", sale).result == "checking"
    clerk.until_decided()
    state, flag = ("refunded", "") if clerk.executed("refund") else ("charged", "taken_after_stop")
    assert (clerk.hold(sale).state, clerk.hold(sale).attention) == (state, flag)


def test_its_flag_outlasts_a_restore(clerk: Counter, tmp_path: Path) -> None:
    sale = _stopped_sale(clerk)
    clerk.ledger.backup(tmp_path / "backup.db")
    clerk.restores(tmp_path / "backup.db")
    assert clerk.hold(sale).state == "unknown"
    clerk.asks(sale)
    assert (clerk.hold(sale).state, clerk.hold(sale).attention) == ("charged", "taken_after_stop")


def test_a_deposit_that_was_stopped_and_is_found_taken_is_named_too(one_step: Counter) -> None:
    one_step.charges_deposit("5.000,00")
    deposit = _stopped(one_step)
    hold = one_step.hold(deposit)
    assert (hold.state, hold.attention, hold.captured) == ("charged", "taken_after_stop", 500_000)
    assert one_step.returns_deposit(deposit).result == "done"
    assert (one_step.hold(deposit).state, one_step.hold(deposit).attention) == ("refunded", "")


# -- the part of a deposit


def _stopped_part(clerk: Counter) -> tuple[int, int]:
    deposit = _charged_deposit(clerk)
    assert clerk.keeps_part("1.200,00", deposit).result == "challenge"
    return deposit, _stopped(clerk)


def _step(clerk: Counter, deposit: int) -> str:
    kept = detail(clerk.desk, deposit).kept
    assert kept is not None
    return kept.step


def test_a_part_that_was_stopped_is_decided_before_its_deposit_is_kept(one_step: Counter) -> None:
    deposit, sale = _stopped_part(one_step)
    assert (one_step.hold(sale).attention, one_step.hold(deposit).owed) == ("taken_after_stop", 0)
    assert _step(one_step, deposit) == "undecided"
    assert one_step.keeps(deposit).problem == "part_undecided"
    assert one_step.keeps_part("500,00", deposit).problem == "part_undecided"
    assert detail(one_step.desk, deposit).why_not["keep"] == "part_undecided"


def test_where_the_part_is_kept_after_all_the_deposit_is_owed(one_step: Counter) -> None:
    deposit, sale = _stopped_part(one_step)
    assert one_step.keeps(sale).result == "done"
    assert (one_step.hold(deposit).owed, _step(one_step, deposit)) == (500_000, "return")
    assert one_step.journal(deposit)[-1] == "deposit_owed"
    assert one_step.returns_deposit(deposit).result == "done"
    assert page(one_step.desk, "open") == ()


def test_where_the_part_is_given_back_the_deposit_stands_as_before(one_step: Counter) -> None:
    deposit, sale = _stopped_part(one_step)
    assert one_step.refunds("1.200,00", sale).result == "done"
    assert (one_step.hold(deposit).owed, _step(one_step, deposit)) == (0, "failed")
    assert one_step.keeps(deposit).result == "done"
    assert page(one_step.desk, "open") == ()


def test_while_the_part_is_being_given_back_nothing_is_decided(one_step: Counter) -> None:
    deposit, sale = _stopped_part(one_step)
    one_step.bank_does("decline", "release")
    one_step.bank_does("decline", "refund")
    one_step.bank_does("lose_answer", "refund")
    assert one_step.refunds("1.200,00", sale).result in {"refused", "checking"}
    assert one_step.keeps(deposit).problem in {"part_undecided", "part_sale_open"}
    one_step.until_decided()


def test_the_deposit_is_returned_and_the_part_is_kept_after_that(one_step: Counter) -> None:
    deposit, sale = _stopped_part(one_step)
    assert one_step.returns_deposit(deposit).result == "done"
    assert one_step.keeps(sale).result == "done"
    assert (one_step.hold(deposit).owed, one_step.hold(sale).owed) == (0, 0)
    assert page(one_step.desk, "open") == ()


def test_a_full_disk_keeps_no_part_and_makes_nothing_owed(one_step: Counter) -> None:
    deposit, sale = _stopped_part(one_step)
    one_step.disk_is_full()
    assert one_step.keeps(sale).problem == "ledger_full"
    one_step.disk_has_room()
    assert (one_step.hold(sale).state, one_step.hold(deposit).owed) == ("charged", 0)


@pytest.mark.parametrize(("point", "owed"), [("keep:before_note", 0), ("keep:noted", 500_000)])
def test_a_power_cut_keeps_the_part_with_its_deposit_owed_or_not_at_all(
    one_step: Counter, point: str, owed: int
) -> None:
    deposit, sale = _stopped_part(one_step)
    with power_cut_at(point):
        one_step.runs(keep_deposit(one_step.desk, sale))
    one_step.crashes()
    assert one_step.hold(sale).state == ("captured" if owed else "charged")
    assert one_step.hold(deposit).owed == owed
