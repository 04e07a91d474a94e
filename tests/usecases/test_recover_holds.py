"""After a crash: what was open becomes a question; recovery sends no money and completes nothing (rules 1, 8, 13)."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from frontdesk.domain.challenge import PageEnd
from frontdesk.usecases.finish_challenge import finish_challenge
from frontdesk.usecases.recover_holds import distrust
from tests.kit.counter import Counter
from tests.kit.power_cut import power_cut_at


def test_nothing_open_nothing_told(clerk: Counter) -> None:
    clerk.places_hold("5.000,00")
    story = clerk.crashes()
    assert story == ((), ())
    assert clerk.hold().state == "held"


def test_a_place_under_way_is_asked_about_and_told(clerk: Counter) -> None:
    with power_cut_at("wire:executed"):
        clerk.places_hold("5.000,00")
    story = clerk.crashes()
    assert story is not None
    assert [held.hold.state for held in story.settled] == ["held"]
    assert clerk.was_asked_to("place") == 1


def test_a_place_that_may_not_have_happened_stays_open(clerk: Counter) -> None:
    with power_cut_at("wire:leaving"):
        clerk.places_hold("5.000,00")
    story = clerk.crashes()
    assert story is not None
    assert [held.hold.state for held in story.still_open] == ["unknown"]
    assert clerk.states(1) == ["place unknown"]
    clerk.until_decided()
    assert clerk.hold(1).state == "abandoned"
    assert clerk.was_asked_to("place") == 0


VERBS: dict[str, Callable[[Counter], object]] = {
    "capture": lambda clerk: clerk.captures("1.200,00"),
    "release": lambda clerk: clerk.releases(),
    "refund": lambda clerk: clerk.refunds("1.200,00"),
}


@pytest.mark.parametrize("verb", list(VERBS))
def test_recovery_sends_no_money(clerk: Counter, verb: str) -> None:
    clerk.places_hold("5.000,00")
    if verb == "refund":
        clerk.captures("1.200,00")
    with power_cut_at(f"{verb}:begun"):
        VERBS[verb](clerk)
    money = {name: clerk.was_asked_to(name) for name in ("place", "capture", "release", "refund")}
    clerk.crashes()
    clerk.until_decided()
    assert money == {name: clerk.was_asked_to(name) for name in money}
    assert clerk.hold(1).state == ("captured" if verb == "refund" else "held")


def test_rule_13_a_crash_with_the_page_open_completes_nothing(clerk: Counter) -> None:
    clerk.places_hold("5.000,00", threeds=True)
    clerk.guest_types("123456")
    clerk.crashes()
    assert clerk.hold(1).ended == "crash"
    clerk.time_passes(10)
    assert clerk.hold(1).state == "abandoned"
    assert clerk.was_asked_to("complete") == 0


def test_rule_15_money_that_moved_on_the_page_before_a_crash_becomes_held(at_oderopay: Counter) -> None:
    clerk = at_oderopay
    clerk.bank_does("challenge", "init", complete_status="COMPLETED")
    clerk.places_hold("5.000,00", threeds=True)
    clerk.guest_types("123456")
    clerk.crashes()
    assert (clerk.hold(1).state, clerk.hold(1).ended) == ("held", "crash")
    assert clerk.executed("release") == 0


def test_rule_15_what_staff_had_stopped_before_the_crash_is_released(at_oderopay: Counter) -> None:
    clerk = at_oderopay
    clerk.bank_does("challenge", "init", complete_status="COMPLETED")
    clerk.places_hold("5.000,00", threeds=True)
    clerk.page_ends("staff")
    page, hold_id = clerk.page, clerk.hold_id
    assert page is not None
    clerk.guest_types("123456", page)
    clerk.crashes()
    assert clerk.hold(hold_id).state == "released"


def test_a_crash_between_two_tries_of_a_completion_never_sends_it(clerk: Counter) -> None:
    clerk.places_hold("5.000,00", threeds=True)
    end = PageEnd("returned", clerk.guest_types("123456") or {})
    clerk.line.is_cut = True
    clerk.starts(finish_challenge(clerk.desk, clerk.hold_id, end)).goes_on(2)
    clerk.line.is_cut = False
    clerk.crashes()
    clerk.time_passes(10)
    assert clerk.hold(1).state == "abandoned"
    assert clerk.was_asked_to("complete") == 0


@pytest.mark.parametrize("point", ["complete:begun", "wire:executed", "complete:answered", "complete:recorded"])
def test_a_completion_and_its_place_are_settled_together(clerk: Counter, point: str) -> None:
    clerk.places_hold("5.000,00", threeds=True)
    fields = clerk.guest_types("123456")
    with power_cut_at(point):
        clerk.page_ends("returned", fields)
    clerk.crashes()
    if clerk.executed("complete"):
        assert clerk.hold(1).state == "held"
        assert clerk.states(1) == ["place approved", "complete approved"]
    else:
        assert clerk.states(1) == ["place challenged", "complete unknown"]
    assert clerk.was_asked_to("complete") == clerk.executed("complete")


def test_a_second_crash_in_the_middle_of_recovery_loses_nothing(clerk: Counter) -> None:
    for _ in range(2):
        with power_cut_at("wire:executed"):
            clerk.places_hold("5.000,00")
        clerk.crashes(recovers=False)
    for point in ("place:recorded", "wire:leaving", "ask:answered", "wire:executed"):
        with power_cut_at(point):
            clerk.recovers()
        clerk.crashes(recovers=False)
    clerk.recovers()
    assert [hold.state for hold in clerk.all_holds()] == ["held", "held"]


def test_rule_8_one_bad_row_never_stops_the_rest(clerk: Counter) -> None:
    for _ in range(2):
        with power_cut_at("wire:executed"):
            clerk.places_hold("5.000,00")
        clerk.crashes(recovers=False)
    honest = clerk.ledger.record

    async def fails_once(*given: object, **more: object) -> object:
        clerk.ledger.record = honest  # type: ignore[method-assign]
        raise OSError("one bad row")

    clerk.ledger.record = fails_once  # type: ignore[method-assign, assignment]
    clerk.recovers()
    assert sorted(hold.state for hold in clerk.all_holds()) == ["held", "placing"]
    assert len(clerk.troubles) == 1
    clerk.troubles.clear()
    clerk.crashes()
    assert [hold.state for hold in clerk.all_holds()] == ["held", "held"]


def test_without_a_line_recovery_settles_nothing_and_asks_when_it_is_back(clerk: Counter) -> None:
    with power_cut_at("wire:executed"):
        clerk.places_hold("5.000,00")
    clerk.line.is_cut = True
    story = clerk.crashes()
    assert story is not None
    assert [held.hold.state for held in story.still_open] == ["unknown"]
    clerk.line.is_cut = False
    clerk.time_passes(20)
    assert clerk.hold(1).state == "held"


def test_after_a_restore_every_open_hold_is_asked_about_before_money_moves(clerk: Counter) -> None:
    for _ in range(3):
        clerk.places_hold("5.000,00")
    clerk.captures("1.200,00", 1)
    clerk.releases(2)
    asyncio.run(distrust(clerk.ledger, clerk.clock.now()))
    assert [hold.state for hold in clerk.all_holds()] == ["captured", "released", "unknown"]
    assert clerk.captures("1.200,00", 3).problem == "hold_undecided"
    clerk.time_passes(30)
    assert clerk.hold(3).state == "held"
    assert clerk.captures("1.200,00", 3).result == "done"


def test_a_hold_that_was_captured_after_the_backup_is_found_captured(clerk: Counter) -> None:
    clerk.places_hold("5.000,00")
    backup = clerk.hold(1)
    clerk.captures("1.200,00", 1)
    captured = clerk.hold(1)
    forgotten = captured._replace(state="unknown", was=backup.state, captured=0, problem="restored")
    asyncio.run(clerk.ledger.note(forgotten, "restored", {}, "", clerk.clock.now()))
    clerk.time_passes(30)
    assert (clerk.hold(1).state, clerk.hold(1).captured) == ("captured", 120_000)


# -- after a restore


def test_after_a_restore_every_open_hold_is_unknown_until_it_was_asked_about(clerk: Counter, tmp_path: Path) -> None:
    for _ in range(3):
        clerk.places_hold("5.000,00")
    backup = tmp_path / "yesterday.db"
    clerk.ledger.backup(backup)
    clerk.captures("1.200,00", 1)
    clerk.releases(2)
    clerk.restores(backup)
    assert {hold.state for hold in clerk.all_holds()} == {"unknown"}
    assert clerk.captures("1.200,00", 1).problem == "hold_undecided"
    assert clerk.was_asked_to("capture") == 1
    clerk.time_passes(30)
    assert [hold.state for hold in clerk.all_holds()] == ["captured", "released", "held"]
    assert clerk.hold(1).captured == 120_000
    assert clerk.releases(3).result == "done"


def test_after_a_restore_a_place_that_was_captured_since_is_charged_and_a_person_is_told(
    clerk: Counter, tmp_path: Path
) -> None:
    clerk.bank_does("lose_answer", "place")
    clerk.places_hold("5.000,00")
    backup = tmp_path / "yesterday.db"
    clerk.ledger.backup(backup)
    clerk.time_passes(5)
    clerk.captures("1.200,00")
    clerk.restores(backup)
    assert (clerk.hold(1).state, clerk.hold(1).captured) == ("charged", 120_000)
    assert clerk.hold(1).attention == "answered_as_sale"


def test_after_a_restore_a_gateway_that_is_down_keeps_no_other_waiting(clerk: Counter, tmp_path: Path) -> None:
    other = "oderopay" if clerk.gateway == "iyzico" else "iyzico"
    for _ in range(45):
        clerk.places_hold("100,00", reason="a sample guest again")
    clerk.time_passes(1)
    clerk.places_hold("100,00", account=other)
    backup = tmp_path / "yesterday.db"
    clerk.ledger.backup(backup)
    clerk.bank_does("down", account=clerk.gateway)
    clerk.restores(backup)
    clerk.time_passes(120)
    assert (clerk.hold(1).state, clerk.hold(46).state) == ("unknown", "held")
    asked = len(clerk.line.sent)
    clerk.bank_behaves()
    clerk.time_passes(200)
    assert {hold.state for hold in clerk.all_holds()} == {"held"}
    assert len(clerk.line.sent) - asked <= 2 * 45


def test_an_account_that_is_gone_from_the_desk_stops_nothing_and_its_questions_are_for_a_person(clerk: Counter) -> None:
    clerk.places_hold("5.000,00")
    clerk.bank_does("lose_answer", "place")
    clerk.places_hold("5.000,00")
    account = clerk.desk.accounts.pop(clerk.gateway)
    clerk.recovers()
    for outcome in (clerk.captures("10,00", 1), clerk.releases(1), clerk.refunds("10,00", 1), clerk.asks(1)):
        assert outcome.problem == "unknown_account"
    clerk.time_passes(2 * 86_400)
    assert (clerk.hold(1).state, clerk.hold(2).state) == ("held", "attention")
    clerk.desk.accounts[clerk.gateway] = account
    assert (clerk.asks(2).result, clerk.hold(2).state) == ("done", "held")
    assert clerk.troubles == []


def test_what_a_restored_ledger_calls_not_sent_is_not_sent_again(clerk: Counter, tmp_path: Path) -> None:
    """The backup does not know the second try, which was: the same key would hold a second time."""
    clerk.line.is_cut = True
    clerk.places_hold("5.000,00")
    backup = tmp_path / "yesterday.db"
    clerk.ledger.backup(backup)
    clerk.line.is_cut = False
    hold_id, stay = clerk.hold_id, clerk.held_stay().stay
    assert clerk.places_hold("5.000,00", stay=stay, again=hold_id).result == "done"
    clerk.restores(backup)
    assert clerk.places_hold("5.000,00", stay=stay, again=hold_id).problem == "restored"
    assert clerk.executed("place") == 1
