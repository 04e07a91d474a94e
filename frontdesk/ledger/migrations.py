"""The ledger's schema, step by step. Steps are never changed once released; a new one is added below and VERSION
raised.

The database itself refuses what the money-safety rules forbid: it is the last to be asked, after the code above it.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, cast

from frontdesk.domain.attempt import LEGAL_STEPS, OPEN_ATTEMPTS
from frontdesk.domain.hold import HOLD_STATES, OPEN_STATES
from frontdesk.ledger.connection import Connection

if TYPE_CHECKING:
    import sqlite3

    from sqlite_utils import Database

APPLICATION_ID = 0x46444C31  # "FDL1"
VERSION = 1


type Step = Callable[[Database], None]


def apply_steps(db: Connection) -> None:
    """Bring a ledger to the newest schema: each missing step with its number in one transaction of its own."""
    database = tables(db)
    done = int(database.execute("PRAGMA user_version").fetchone()[0])
    for number, step in enumerate(STEPS[done:], done + 1):
        with database.atomic():
            step(database)
            database.execute(f"PRAGMA user_version = {number}")


def tables(db: Connection) -> "Database":
    """The same connection through sqlite_utils, which is told to use SQLCipher as its SQLite."""
    import sys  # sqlite_utils costs 100 ms: never before the first paint

    import sqlcipher3

    sys.modules.setdefault("pysqlite3", sqlcipher3)
    sys.modules.setdefault("pysqlite3.dbapi2", sqlcipher3.dbapi2)
    from sqlite_utils import Database

    return Database(cast("sqlite3.Connection", db), execute_plugins=False)


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"'{word}'" for word in sorted(words))


HOLD_IS_OPEN = f"(state IN ({_listed(OPEN_STATES)}) OR owed > 0)"
STEP_LIST = _listed({"unknown>unknown", *(f"{old}>{new}" for old, news in LEGAL_STEPS.items() for new in news)})
OPEN_LIST = _listed(OPEN_ATTEMPTS)

STAYS = """
CREATE TABLE stays (
    id INTEGER PRIMARY KEY,
    guest_name TEXT NOT NULL,
    guest_surname TEXT NOT NULL,
    place TEXT NOT NULL,
    reference TEXT NOT NULL,
    arrives TEXT NOT NULL,
    departs TEXT NOT NULL,
    same_guest TEXT NOT NULL,
    same_reference TEXT NOT NULL
) STRICT
"""

# The last four columns follow from the others, so that the board's chips are counted in one index: `departs` is the
# stay's, `blocked` what the card is blocked with, `urgency` its place there. They are columns, not expressions: an
# index over an expression is rewritten whenever anything in it is, and a commit is as dear as the pages it touches.
HOLDS = f"""
CREATE TABLE holds (
    id INTEGER PRIMARY KEY,
    stay_id INTEGER NOT NULL REFERENCES stays(id),
    account TEXT NOT NULL CHECK (account <> ''),
    state TEXT NOT NULL CHECK (state IN ({_listed(HOLD_STATES)})),
    was TEXT NOT NULL CHECK (was IN ({_listed(HOLD_STATES)})),
    purpose TEXT NOT NULL CHECK (purpose IN ('hold', 'sale', 'deposit')),
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    amount INTEGER NOT NULL CHECK (amount >= 0),
    captured INTEGER NOT NULL CHECK (captured >= 0),
    refunded INTEGER NOT NULL CHECK (refunded >= 0 AND refunded <= captured),
    owed INTEGER NOT NULL CHECK (owed >= 0),
    "key" TEXT NOT NULL CHECK ("key" <> ''),
    payment_id TEXT NOT NULL,
    threeds INTEGER NOT NULL CHECK (threeds IN (0, 1)),
    scheme TEXT NOT NULL,
    bin TEXT NOT NULL CHECK (length(bin) <= 8 AND bin NOT GLOB '*[^0-9]*'),
    last4 TEXT NOT NULL CHECK (length(last4) IN (0, 4) AND last4 NOT GLOB '*[^0-9]*'),
    card_kind TEXT NOT NULL,
    bank TEXT NOT NULL,
    auth_code TEXT NOT NULL,
    host_reference TEXT NOT NULL,
    references_json TEXT NOT NULL CHECK (json_valid(references_json)),
    placed_at INTEGER NOT NULL CHECK (placed_at >= 0),
    held_at INTEGER NOT NULL CHECK (held_at >= 0),
    lapses_at INTEGER NOT NULL CHECK (lapses_at >= 0),
    lapse_grade TEXT NOT NULL CHECK (lapse_grade IN ('told', 'rule', 'learned', 'guess')),
    safe_until INTEGER NOT NULL CHECK (safe_until >= 0),
    asked_at INTEGER NOT NULL CHECK (asked_at >= 0),
    ended TEXT NOT NULL,
    attention TEXT NOT NULL,
    problem TEXT NOT NULL,
    clerk TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    entry TEXT NOT NULL
        CHECK (entry IN ('card', 'stored', 'hosted', 'terminal') AND (entry = 'terminal') = (account = 'terminal')),
    departs TEXT NOT NULL,
    is_open INTEGER NOT NULL CHECK (is_open = {HOLD_IS_OPEN}),
    blocked INTEGER NOT NULL
        CHECK (blocked = CASE WHEN held_at > 0 AND captured = 0 AND purpose = 'hold' THEN amount ELSE 0 END),
    urgency INTEGER NOT NULL CHECK (urgency >= 0)
) STRICT
"""

ATTEMPTS = f"""
CREATE TABLE attempts (
    id INTEGER PRIMARY KEY,
    hold_id INTEGER NOT NULL REFERENCES holds(id),
    account TEXT NOT NULL CHECK (account <> ''),
    kind TEXT NOT NULL CHECK (kind IN ('place', 'complete', 'capture', 'release', 'refund', 'sale')),
    state TEXT NOT NULL CHECK (state IN ({_listed(frozenset(LEGAL_STEPS).union(*LEGAL_STEPS.values()))})),
    "key" TEXT NOT NULL CHECK ("key" <> ''),
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    amount INTEGER NOT NULL CHECK (amount >= 0),
    "by" TEXT NOT NULL CHECK ("by" IN ('', 'cancel', 'refund')),
    clerk TEXT NOT NULL,
    begun_at INTEGER NOT NULL CHECK (begun_at >= 0),
    settled_at INTEGER NOT NULL CHECK (settled_at >= 0),
    problem TEXT NOT NULL,
    gateway_code TEXT NOT NULL,
    asked INTEGER NOT NULL CHECK (asked >= 0),
    asked_at INTEGER NOT NULL CHECK (asked_at >= 0),
    ask_at INTEGER NOT NULL CHECK (ask_at >= 0),
    strikes INTEGER NOT NULL CHECK (strikes >= 0),
    struck_at INTEGER NOT NULL CHECK (struck_at >= 0)
) STRICT
"""

JOURNAL = """
CREATE TABLE journal (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL CHECK (at >= 0),
    clerk TEXT NOT NULL,
    hold_id INTEGER NOT NULL REFERENCES holds(id),
    attempt_id INTEGER REFERENCES attempts(id),
    event TEXT NOT NULL CHECK (event <> ''),
    facts TEXT NOT NULL CHECK (json_valid(facts))
) STRICT
"""

# Cards that a gateway keeps: two keys of its own, never a number. `guest` is folded, as it is searched for.
STORED_CARDS = """
CREATE TABLE stored_cards (
    id INTEGER PRIMARY KEY,
    account TEXT NOT NULL CHECK (account <> ''),
    user_key TEXT NOT NULL,
    token TEXT NOT NULL CHECK (token <> ''),
    bin TEXT NOT NULL CHECK (length(bin) <= 8 AND bin NOT GLOB '*[^0-9]*'),
    last4 TEXT NOT NULL CHECK (length(last4) IN (0, 4) AND last4 NOT GLOB '*[^0-9]*'),
    scheme TEXT NOT NULL,
    kind TEXT NOT NULL,
    bank TEXT NOT NULL,
    family TEXT NOT NULL,
    expires TEXT NOT NULL,
    guest TEXT NOT NULL,
    stay_id INTEGER NOT NULL REFERENCES stays(id),
    hold_id INTEGER NOT NULL REFERENCES holds(id),
    clerk TEXT NOT NULL,
    created_at INTEGER NOT NULL CHECK (created_at >= 0),
    forgotten_at INTEGER NOT NULL CHECK (forgotten_at >= 0)
) STRICT
"""

# Open holds are searched by substring in the order of urgency, all others by the beginnings of words, newest first.
SEARCH = (
    """
    CREATE TABLE open_search (
        hold_id INTEGER PRIMARY KEY,
        urgency INTEGER NOT NULL,
        words TEXT NOT NULL
    ) STRICT
    """,
    # One hold alone in the full-text index costs as much as the commit it is part of: they enter it by the hundred.
    """
    CREATE TABLE closed_lately (
        hold_id INTEGER PRIMARY KEY,
        words TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE VIRTUAL TABLE closed_search
    USING fts5 (words, content = '', contentless_delete = 1, detail = none, prefix = '1 2 3')
    """,
)

INDEXES = (
    "CREATE INDEX holds_board ON holds (urgency, id, departs, currency, blocked) WHERE is_open = 1",
    "CREATE INDEX holds_asking ON holds (urgency, id) WHERE is_open = 1 AND state = 'unknown'",
    """CREATE INDEX holds_attention ON holds (urgency, id)
        WHERE is_open = 1 AND (state = 'attention' OR attention <> '')""",
    "CREATE INDEX attempts_of_hold ON attempts (hold_id)",
    f"""CREATE UNIQUE INDEX attempts_one_open ON attempts (hold_id)
        WHERE state IN ({OPEN_LIST}) AND kind <> 'complete'""",
    "CREATE UNIQUE INDEX attempts_one_complete ON attempts (hold_id) WHERE kind = 'complete' AND state <> 'not_sent'",
    """CREATE UNIQUE INDEX attempts_one_place ON attempts (hold_id)
        WHERE kind IN ('place', 'sale') AND state <> 'not_sent'""",
    'CREATE INDEX attempts_by_key ON attempts ("key")',
    "CREATE INDEX holds_by_payment ON holds (payment_id) WHERE payment_id <> ''",
    "CREATE INDEX attempts_to_ask ON attempts (ask_at, id) WHERE state = 'unknown'",
    "CREATE INDEX journal_of_hold ON journal (hold_id)",
    "CREATE INDEX stored_cards_of_guest ON stored_cards (guest) WHERE forgotten_at = 0",
    "CREATE UNIQUE INDEX stored_cards_once ON stored_cards (account, user_key, token) WHERE forgotten_at = 0",
)

TRIGGERS = (
    *(
        f"""CREATE TRIGGER {table}_are_kept BEFORE DELETE ON {table}
            BEGIN SELECT RAISE(ABORT, 'append_only'); END"""
        for table in ("stays", "holds", "attempts", "journal", "stored_cards")
    ),
    """CREATE TRIGGER journal_is_final BEFORE UPDATE ON journal
       BEGIN SELECT RAISE(ABORT, 'append_only'); END""",
    """CREATE TRIGGER stored_cards_fixed BEFORE UPDATE ON stored_cards
       WHEN OLD.forgotten_at > 0 OR NEW.forgotten_at = 0
       BEGIN SELECT RAISE(ABORT, 'append_only'); END""",
    """CREATE TRIGGER stored_cards_keep
       BEFORE UPDATE OF id, account, user_key, token, bin, last4, scheme, kind, bank, family, expires, guest, stay_id,
           hold_id, clerk, created_at ON stored_cards
       BEGIN SELECT RAISE(ABORT, 'append_only'); END""",
    """CREATE TRIGGER holds_fixed
       BEFORE UPDATE OF id, stay_id, account, purpose, currency, amount, "key", placed_at, entry ON holds
       BEGIN SELECT RAISE(ABORT, 'append_only'); END""",
    """CREATE TRIGGER holds_one_version_on BEFORE UPDATE ON holds
       WHEN NEW.version <> OLD.version + 1 AND NEW.departs IS OLD.departs
       BEGIN SELECT RAISE(ABORT, 'hold_changed'); END""",
    """CREATE TRIGGER holds_depart AFTER UPDATE OF departs ON stays
       BEGIN UPDATE holds SET departs = NEW.departs WHERE stay_id = NEW.id; END""",
    f"""CREATE TRIGGER holds_close_when_settled BEFORE UPDATE OF state ON holds
        WHEN NEW.state NOT IN ({_listed(OPEN_STATES)})
        AND EXISTS (SELECT 1 FROM attempts WHERE hold_id = NEW.id AND state IN ({OPEN_LIST}))
        BEGIN SELECT RAISE(ABORT, 'attempt_open'); END""",
    """CREATE TRIGGER attempts_fixed
       BEFORE UPDATE OF id, hold_id, account, kind, "key", currency, amount, clerk, begun_at ON attempts
       BEGIN SELECT RAISE(ABORT, 'append_only'); END""",
    f"""CREATE TRIGGER attempts_step BEFORE UPDATE ON attempts
        WHEN OLD.state || '>' || NEW.state NOT IN ({STEP_LIST})
        OR (NEW.state = 'challenged' AND NEW.kind NOT IN ('place', 'sale'))
        BEGIN SELECT RAISE(ABORT, 'illegal_step'); END""",
    f"""CREATE TRIGGER attempts_begin BEFORE INSERT ON attempts
        BEGIN SELECT CASE
            WHEN NEW.state <> 'begun' THEN RAISE(ABORT, 'illegal_step')
            WHEN EXISTS (SELECT 1 FROM attempts WHERE hold_id = NEW.hold_id AND state IN ({OPEN_LIST})
                AND NOT (NEW.kind = 'complete' AND state = 'challenged')) THEN RAISE(ABORT, 'attempt_open')
            WHEN NEW.kind = 'complete' AND NOT EXISTS
                (SELECT 1 FROM attempts WHERE hold_id = NEW.hold_id AND state = 'challenged')
                THEN RAISE(ABORT, 'hold_undecided')
            WHEN EXISTS (SELECT 1 FROM attempts WHERE "key" = NEW."key" AND account = NEW.account AND kind = NEW.kind
                AND state <> 'not_sent') THEN RAISE(ABORT, 'attempt_open')
            WHEN EXISTS (SELECT 1 FROM holds WHERE id = NEW.hold_id AND state IN ('unknown', 'attention'))
                THEN RAISE(ABORT, 'hold_undecided')
            WHEN NOT EXISTS (SELECT 1 FROM holds WHERE id = NEW.hold_id AND account = NEW.account
                AND currency = NEW.currency AND CASE NEW.kind
                    WHEN 'complete' THEN state = 'challenge'
                    WHEN 'capture' THEN state = 'held'
                    WHEN 'release' THEN state = 'held' AND NEW.amount = amount
                    WHEN 'refund' THEN state IN ('captured', 'charged') AND NEW.amount <= captured - refunded
                    ELSE 1 END) THEN RAISE(ABORT, 'illegal_step')
        END; END""",
)


def _first(database: "Database") -> None:
    for statement in (STAYS, HOLDS, ATTEMPTS, JOURNAL, STORED_CARDS, *SEARCH, *INDEXES, *TRIGGERS):
        database.execute(statement)
    database.execute(f"PRAGMA application_id = {APPLICATION_ID}")


STEPS: tuple[Step, ...] = (_first,)
