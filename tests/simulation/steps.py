"""Every step of a history with its weight: how often it is taken among the others."""

from collections.abc import Callable

from tests.simulation import money_steps, side_steps, trouble_steps
from tests.simulation.walk import Walk

type Step = Callable[[Walk], str]

_TABLE: tuple[tuple[int, Step], ...] = (
    (14, money_steps.places),
    (3, money_steps.sells),
    (18, money_steps.page_returns),
    (3, money_steps.page_ends),
    (13, money_steps.captures),
    (9, money_steps.releases),
    (12, money_steps.refunds),
    (3, money_steps.keeps),
    (5, money_steps.keeps_part),
    (3, money_steps.finishes_part),
    (7, money_steps.asks),
    (4, money_steps.tries_again),
    (8, money_steps.clicks_go_on),
    (4, side_steps.opens_card_page),
    (4, side_steps.uses_kept_card),
    (1, side_steps.forgets_card),
    (3, side_steps.panel_gives_back),
    (3, side_steps.panel_is_told),
    (2, side_steps.writes_terminal_hold),
    (2, side_steps.settles_terminal_hold),
    (5, side_steps.notices_come),
    (10, trouble_steps.time_passes),
    (16, trouble_steps.misbehaves),
    (4, trouble_steps.behaves),
    (2, trouble_steps.knows_no_payment),
    (3, trouble_steps.session_ends),
    (3, trouble_steps.line),
    (2, trouble_steps.disk),
    (5, trouble_steps.crashes),
    (2, trouble_steps.backs_up),
    (2, trouble_steps.restores),
    (3, trouble_steps.lid_closes),
)
STEPS = [step for _, step in _TABLE]
WEIGHTS = [weight for weight, _ in _TABLE]
