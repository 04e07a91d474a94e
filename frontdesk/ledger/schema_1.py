"""Step 1: the ledger as the desk first made it. What is written here never changes: people have ledgers of this form.

The words of states and steps are written out, for those of the domain may become more.
"""

HOLD_STATES = (
    "'abandoned', 'attention', 'captured', 'capturing', 'challenge', 'charged', 'declined', 'held', 'lapsed', "
    "'placing', 'refunded', 'refunding', 'released', 'releasing', 'unknown'"
)
OPEN_STATES = "'attention', 'capturing', 'challenge', 'charged', 'held', 'placing', 'refunding', 'releasing', 'unknown'"
ATTEMPT_STATES = "'approved', 'begun', 'challenged', 'not_done', 'not_sent', 'refused', 'unknown'"
OPEN_ATTEMPTS = "'begun', 'challenged', 'unknown'"
LEGAL_STEPS = (
    "'begun>approved', 'begun>challenged', 'begun>not_sent', 'begun>refused', 'begun>unknown', "
    "'challenged>approved', 'challenged>not_done', 'challenged>refused', 'challenged>unknown', "
    "'unknown>approved', 'unknown>not_done', 'unknown>refused', 'unknown>unknown'"
)
HOLD_IS_OPEN = f"(state IN ({OPEN_STATES}) OR owed > 0)"

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

# The last three columns follow from the others, so that the board's chips are counted in one index: `departs` is the
# stay's, `blocked` what the card is blocked with. They are columns, not expressions: an index over an expression is
# rewritten whenever anything in it is, and a commit is as dear as the pages it touches.
HOLDS = f"""
CREATE TABLE holds (
    id INTEGER PRIMARY KEY,
    stay_id INTEGER NOT NULL REFERENCES stays(id),
    account TEXT NOT NULL CHECK (account <> ''),
    state TEXT NOT NULL CHECK (state IN ({HOLD_STATES})),
    was TEXT NOT NULL CHECK (was IN ({HOLD_STATES})),
    purpose TEXT NOT NULL CHECK (purpose IN ('hold', 'sale')),
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
    departs TEXT NOT NULL,
    is_open INTEGER NOT NULL CHECK (is_open = {HOLD_IS_OPEN}),
    blocked INTEGER NOT NULL
        CHECK (blocked = CASE WHEN held_at > 0 AND captured = 0 AND purpose = 'hold' THEN amount ELSE 0 END)
) STRICT
"""

ATTEMPTS = f"""
CREATE TABLE attempts (
    id INTEGER PRIMARY KEY,
    hold_id INTEGER NOT NULL REFERENCES holds(id),
    account TEXT NOT NULL CHECK (account <> ''),
    kind TEXT NOT NULL CHECK (kind IN ('place', 'complete', 'capture', 'release', 'refund', 'sale')),
    state TEXT NOT NULL CHECK (state IN ({ATTEMPT_STATES})),
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

# Open holds are searched by substring in the order of urgency, all others by the beginnings of words, newest first.
SEARCH = (
    """
    CREATE TABLE open_search (
        hold_id INTEGER PRIMARY KEY,
        lapses_at INTEGER NOT NULL,
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
    "CREATE INDEX holds_board ON holds (lapses_at, id, departs, currency, blocked) WHERE is_open = 1",
    "CREATE INDEX holds_asking ON holds (lapses_at, id) WHERE is_open = 1 AND state = 'unknown'",
    """CREATE INDEX holds_attention ON holds (lapses_at, id)
        WHERE is_open = 1 AND (state = 'attention' OR attention <> '')""",
    "CREATE INDEX attempts_of_hold ON attempts (hold_id)",
    f"""CREATE UNIQUE INDEX attempts_one_open ON attempts (hold_id)
        WHERE state IN ({OPEN_ATTEMPTS}) AND kind <> 'complete'""",
    "CREATE UNIQUE INDEX attempts_one_complete ON attempts (hold_id) WHERE kind = 'complete' AND state <> 'not_sent'",
    """CREATE UNIQUE INDEX attempts_one_place ON attempts (hold_id)
        WHERE kind IN ('place', 'sale') AND state <> 'not_sent'""",
    'CREATE INDEX attempts_by_key ON attempts ("key")',
    "CREATE INDEX attempts_to_ask ON attempts (ask_at, id) WHERE state = 'unknown'",
    "CREATE INDEX journal_of_hold ON journal (hold_id)",
)

# The triggers that a later step makes again after it has made `holds` anew.
HOLDS_ONE_VERSION_ON = """CREATE TRIGGER holds_one_version_on BEFORE UPDATE ON holds
       WHEN NEW.version <> OLD.version + 1 AND NEW.departs IS OLD.departs
       BEGIN SELECT RAISE(ABORT, 'hold_changed'); END"""
HOLDS_DEPART = """CREATE TRIGGER holds_depart AFTER UPDATE OF departs ON stays
       BEGIN UPDATE holds SET departs = NEW.departs WHERE stay_id = NEW.id; END"""
HOLDS_CLOSE_WHEN_SETTLED = f"""CREATE TRIGGER holds_close_when_settled BEFORE UPDATE OF state ON holds
        WHEN NEW.state NOT IN ({OPEN_STATES})
        AND EXISTS (SELECT 1 FROM attempts WHERE hold_id = NEW.id AND state IN ({OPEN_ATTEMPTS}))
        BEGIN SELECT RAISE(ABORT, 'attempt_open'); END"""
ATTEMPTS_BEGIN = f"""CREATE TRIGGER attempts_begin BEFORE INSERT ON attempts
        BEGIN SELECT CASE
            WHEN NEW.state <> 'begun' THEN RAISE(ABORT, 'illegal_step')
            WHEN EXISTS (SELECT 1 FROM attempts WHERE hold_id = NEW.hold_id AND state IN ({OPEN_ATTEMPTS})
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
        END; END"""

TRIGGERS = (
    *(
        f"""CREATE TRIGGER {table}_are_kept BEFORE DELETE ON {table}
            BEGIN SELECT RAISE(ABORT, 'append_only'); END"""
        for table in ("stays", "holds", "attempts", "journal")
    ),
    """CREATE TRIGGER journal_is_final BEFORE UPDATE ON journal
       BEGIN SELECT RAISE(ABORT, 'append_only'); END""",
    """CREATE TRIGGER holds_fixed
       BEFORE UPDATE OF id, stay_id, account, purpose, currency, amount, "key", placed_at ON holds
       BEGIN SELECT RAISE(ABORT, 'append_only'); END""",
    HOLDS_ONE_VERSION_ON,
    HOLDS_DEPART,
    HOLDS_CLOSE_WHEN_SETTLED,
    """CREATE TRIGGER attempts_fixed
       BEFORE UPDATE OF id, hold_id, account, kind, "key", currency, amount, clerk, begun_at ON attempts
       BEGIN SELECT RAISE(ABORT, 'append_only'); END""",
    f"""CREATE TRIGGER attempts_step BEFORE UPDATE ON attempts
        WHEN OLD.state || '>' || NEW.state NOT IN ({LEGAL_STEPS})
        OR (NEW.state = 'challenged' AND NEW.kind NOT IN ('place', 'sale'))
        BEGIN SELECT RAISE(ABORT, 'illegal_step'); END""",
    ATTEMPTS_BEGIN,
)

STATEMENTS = (STAYS, HOLDS, ATTEMPTS, JOURNAL, *SEARCH, *INDEXES, *TRIGGERS)
