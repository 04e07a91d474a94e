"""Random histories at the counter; and a desk with one rule broken, which they must notice."""

from pathlib import Path

import pytest

from frontdesk.domain.attempt import Attempt
from frontdesk.domain.gateway import NotSent, Unknown
from frontdesk.usecases import question, settle
from tests.kit import practice_line
from tests.simulation import walk
from tests.simulation.histories import goes, run_histories
from tests.simulation.scenes import SCENES
from tests.simulation.walk import Walk

HISTORIES, AT_ONCE, STEPS = 240, 24, 24


@pytest.mark.parametrize("first", range(1, HISTORIES, AT_ONCE))
def test_ledger_and_bank_agree_after_every_step(first: int) -> None:
    broken = list(run_histories(range(first, first + AT_ONCE), STEPS))
    assert not broken, "\n\n".join(broken)


def test_one_seed_is_one_history(folder: Path) -> None:
    traces = []
    for again in ("once", "twice"):
        life = Walk(4711, folder / again)
        goes(life, 40)
        traces.append(life.trace)
    assert traces[0] == traces[1]


def _believes_the_first_no(attempt: Attempt, now: int, started_at: int) -> tuple[Attempt, bool]:
    return attempt._replace(strikes=2, struck_at=now), True


def _calls_a_cut_line_not_sent(problem: str) -> NotSent | Unknown:
    return NotSent() if problem == "line_cut" else Unknown(problem)


def test_histories_notice_a_desk_that_believes_the_first_no(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rule 9 broken: a bank that is late makes an orphan."""
    monkeypatch.setattr(question, "struck", _believes_the_first_no)
    assert next(run_histories(range(1, 200), STEPS), "")


def test_histories_notice_a_line_that_calls_a_lost_answer_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rule 2 broken: what was executed is forgotten, or sent again."""
    monkeypatch.setattr(practice_line, "Unknown", _calls_a_cut_line_not_sent)
    assert next(run_histories(range(1, 200), STEPS), "")


def test_histories_notice_a_recovery_that_forgets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rule 1 broken: what was under way at a crash is called not sent."""
    from frontdesk.domain.outcomes import After, after_answer
    from frontdesk.usecases import recover_holds

    def forgets(hold, attempt, problem: str, now: int) -> After:  # type: ignore[no-untyped-def]
        return after_answer(hold, attempt, NotSent() if problem == "program_ended" else Unknown(problem), now)

    monkeypatch.setattr(recover_holds, "unclear", forgets)
    assert next(run_histories(range(1, 200), STEPS), "")


def test_histories_notice_a_part_that_was_kept_while_nobody_owes_the_deposit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rule 18 broken: the guest has paid the part and the whole deposit, and the desk forgets to give it back."""
    charging = [scene for scene in SCENES if scene.charges]
    monkeypatch.setattr(walk, "a_scene", lambda dice: dice.choice(charging))
    monkeypatch.setattr(settle, "squared", lambda _desk, sale: (sale, None))
    assert next(run_histories(range(1, 200), STEPS), "")
