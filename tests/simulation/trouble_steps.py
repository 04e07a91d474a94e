"""Steps in which something goes wrong around the desk, and time."""

from frontdesk.practice.ahlpay.standing import State as AhlPayState
from frontdesk.practice.oduyo.switches import State as OduyoState
from frontdesk.usecases.ask_bank import ask_bank
from tests.simulation.walk import Walk

FAULTS = (
    *("lose_answer", "drop_before", "executes_later", "visibility_lag", "hang", "delay", "truncate", "garbage"),
    # What hurts most comes most often.
    *("lose_answer", "lose_answer", "executes_later", "executes_later", "visibility_lag"),
    *("empty_200", "html_200", "status", "empty_status", "redirect", "oversized", "rate_limit", "decline"),
    *("refund_failure_200", "wrong_signature", "missing_signature", "wrong_amount", "wrong_currency", "wrong_id"),
    *("eight_decimals", "unknown_words", "http_400", "errors_with_200", "data_list", "fraud_review"),
)
MONEY = ("place", "sale", "init", "complete", "capture", "release", "refund", "callback")
BEGINS = frozenset({"place", "sale", "init", "hosted"})
OTHERS = ("login", "hosted", "hosted_result", "webhook", "day_list", "store_card")
NOTICED = ("duplicate", "out_of_order", "wrong_signature", "missing_signature")
MOST_LATE = 500  # seconds; a bank that executes later than the ten minutes of rule 9 is beyond any desk


def time_passes(walk: Walk) -> str:
    seconds = walk.dice.choice((1, 3, 10, 40, 120, 330, 650, 3700))
    walk.clerk.time_passes(seconds)
    return f"{seconds} s"


def lid_closes(walk: Walk) -> str:
    """The computer sleeps, mostly over midnight."""
    seconds = walk.dice.choice((90, 4000, 40_000))
    walk.clerk.clock.moves_to(walk.clerk.clock.time() + seconds)
    return f"{seconds} s"


def misbehaves(walk: Walk) -> str:
    kind = walk.dice.choice(FAULTS)
    operation = walk.dice.choice(("inquire", *MONEY, *MONEY, *MONEY, *OTHERS))
    if operation == "webhook":
        kind = walk.dice.choice(NOTICED)
    more = {"seconds": walk.dice.randrange(1, MOST_LATE), "times": walk.dice.choice((1, 1, 2))}
    if kind == "visibility_lag" and operation in {"inquire", "hosted_result", "day_list"}:
        kind = "status"
    if kind == "wrong_id" and operation in BEGINS:
        kind = "unknown_words"  # who is told another guest's payment in place of the own one can do nothing right
    walk.clerk.bank_does(kind, operation, **more)
    walk.tally[f"fault {kind}"] += 1
    return f"{kind} at {operation} {more}"


def behaves(walk: Walk) -> str:
    walk.clerk.bank_behaves()
    return "again"


def knows_no_payment(walk: Walk) -> str:
    """A look-up that says there is no such payment, of one that was acknowledged: nothing may follow from it."""
    settled = [hold for hold in walk.clerk.all_holds() if hold.payment_id and hold.account == walk.scene.gateway]
    if not settled:
        return "nothing"
    hold = walk.dice.choice(settled)
    walk.clerk.bank_does("not_found", "inquire")
    told = walk.told(walk.clerk.runs(ask_bank(walk.clerk.desk, hold.id)))
    walk.clerk.bank_behaves()
    return told


def session_ends(walk: Walk) -> str:
    """The gateway forgets who was logged in."""
    for state in walk.clerk.ground.states.values():
        if isinstance(state, AhlPayState):
            state.tokens.clear()
        elif isinstance(state, OduyoState):
            state.sessions.clear()
    if walk.dice.random() < 0.5:
        kind = walk.dice.choice(("hang", "lose_answer", "status", "garbage", "rate_limit"))
        walk.clerk.bank_does(kind, "login", seconds=5)
        return f"and the login: {kind}"
    return "unnoticed"


def line(walk: Walk) -> str:
    walk.clerk.line.is_cut = not walk.clerk.line.is_cut
    return "cut" if walk.clerk.line.is_cut else "back"


def disk(walk: Walk) -> str:
    if walk.clerk.is_full:
        walk.clerk.disk_has_room()
        return "has room"
    walk.clerk.disk_is_full()
    return "full"


def crashes(walk: Walk) -> str:
    if walk.clerk.is_full:
        walk.clerk.disk_has_room()
    walk.restarts()
    return "restarted"


def backs_up(walk: Walk) -> str:
    if walk.clerk.is_full:
        return "no room"
    walk.backup = walk.folder / f"backup-{walk.tally['backs_up']}.db"
    walk.clerk.ledger.backup(walk.backup)
    return walk.backup.name


def restores(walk: Walk) -> str:
    """The ledger of the last backup takes the place of today's."""
    if walk.backup is None:
        return backs_up(walk)
    if walk.clerk.is_full:
        walk.clerk.disk_has_room()
    walk.forgets()
    # Somebody does this by hand; whatever the bank was late with is done by then.
    walk.clerk.clock.moves_to(walk.clerk.clock.time() + 600)
    walk.clerk.restores(walk.backup)
    return walk.backup.name
