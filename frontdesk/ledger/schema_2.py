"""Step 2: charged deposits, the way a card came, cards that gateways keep, and the board's order as a column.

A CHECK cannot be added to a table, so `holds` is made anew as SQLite's documentation lays it out ("Making Other Kinds
Of Table Schema Changes"): new table, copy, drop, rename, with foreign keys off (migrations.apply_steps sees to that and
checks them afterwards). The triggers on other tables that name `holds` go first: a rename reads them all. What is
written here never changes once people have ledgers of this form.
"""

from frontdesk.ledger.schema_1 import (
    ATTEMPTS_BEGIN,
    HOLD_IS_OPEN,
    HOLD_STATES,
    HOLDS_CLOSE_WHEN_SETTLED,
    HOLDS_DEPART,
    HOLDS_ONE_VERSION_ON,
)

# The last four columns follow from the others, so that the board's chips are counted in one index: `departs` is the
# stay's, `blocked` what the card is blocked with, `urgency` its place there. They are columns, not expressions: an
# index over an expression is rewritten whenever anything in it is, and a commit is as dear as the pages it touches.
HOLDS = f"""
CREATE TABLE holds_made_anew (
    id INTEGER PRIMARY KEY,
    stay_id INTEGER NOT NULL REFERENCES stays(id),
    account TEXT NOT NULL CHECK (account <> ''),
    state TEXT NOT NULL CHECK (state IN ({HOLD_STATES})),
    was TEXT NOT NULL CHECK (was IN ({HOLD_STATES})),
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

# Until now every card was typed at the desk. Charged money never lapses: what is owed back stands at the time it was
# taken, the rest a week (604800 seconds) later, as domain.hold.Hold.urgency says.
_AS_BEFORE = """
    id, stay_id, account, state, was, purpose, currency, amount, captured, refunded, owed, "key", payment_id, threeds,
    scheme, bin, last4, card_kind, bank, auth_code, host_reference, references_json, placed_at, held_at, lapses_at,
    lapse_grade, safe_until, asked_at, ended, attention, problem, clerk, version, departs, is_open, blocked"""
HOLDS_MADE_ANEW = (
    HOLDS,
    f"""
    INSERT INTO holds_made_anew ({_AS_BEFORE}, entry, urgency)
    SELECT {_AS_BEFORE}, 'card',
        CASE WHEN state <> 'charged' THEN lapses_at WHEN owed > 0 THEN held_at ELSE held_at + 604800 END
    FROM holds ORDER BY id
    """,
    "DROP TRIGGER holds_depart",
    "DROP TRIGGER attempts_begin",
    "DROP TABLE holds",
    "ALTER TABLE holds_made_anew RENAME TO holds",
    "CREATE INDEX holds_board ON holds (urgency, id, departs, currency, blocked) WHERE is_open = 1",
    "CREATE INDEX holds_asking ON holds (urgency, id) WHERE is_open = 1 AND state = 'unknown'",
    """CREATE INDEX holds_attention ON holds (urgency, id)
        WHERE is_open = 1 AND (state = 'attention' OR attention <> '')""",
    "CREATE INDEX holds_by_payment ON holds (payment_id) WHERE payment_id <> ''",
    """CREATE TRIGGER holds_are_kept BEFORE DELETE ON holds
       BEGIN SELECT RAISE(ABORT, 'append_only'); END""",
    """CREATE TRIGGER holds_fixed
       BEFORE UPDATE OF id, stay_id, account, purpose, currency, amount, "key", placed_at, entry ON holds
       BEGIN SELECT RAISE(ABORT, 'append_only'); END""",
    HOLDS_ONE_VERSION_ON,
    HOLDS_DEPART,
    HOLDS_CLOSE_WHEN_SETTLED,
    ATTEMPTS_BEGIN,
)

OPEN_SEARCH_BY_URGENCY = (
    "ALTER TABLE open_search RENAME COLUMN lapses_at TO urgency",
    "UPDATE open_search SET urgency = (SELECT h.urgency FROM holds h WHERE h.id = hold_id)",
)

# Cards that a gateway keeps: two keys of its own, never a number. `guest` is folded, as it is searched for.
STORED_CARDS = (
    """
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
    """,
    "CREATE INDEX stored_cards_of_guest ON stored_cards (guest) WHERE forgotten_at = 0",
    "CREATE UNIQUE INDEX stored_cards_once ON stored_cards (account, user_key, token) WHERE forgotten_at = 0",
    """CREATE TRIGGER stored_cards_are_kept BEFORE DELETE ON stored_cards
       BEGIN SELECT RAISE(ABORT, 'append_only'); END""",
    """CREATE TRIGGER stored_cards_fixed BEFORE UPDATE ON stored_cards
       WHEN OLD.forgotten_at > 0 OR NEW.forgotten_at = 0
       BEGIN SELECT RAISE(ABORT, 'append_only'); END""",
    """CREATE TRIGGER stored_cards_keep
       BEFORE UPDATE OF id, account, user_key, token, bin, last4, scheme, kind, bank, family, expires, guest, stay_id,
           hold_id, clerk, created_at ON stored_cards
       BEGIN SELECT RAISE(ABORT, 'append_only'); END""",
)

STATEMENTS = (*HOLDS_MADE_ANEW, *OPEN_SEARCH_BY_URGENCY, *STORED_CARDS)
