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
;

CREATE TABLE holds (
    id INTEGER PRIMARY KEY,
    stay_id INTEGER NOT NULL REFERENCES stays(id),
    account TEXT NOT NULL CHECK (account <> ''),
    state TEXT NOT NULL CHECK (state IN ('abandoned', 'attention', 'captured', 'capturing', 'challenge', 'charged', 'declined', 'held', 'lapsed', 'placing', 'refunded', 'refunding', 'released', 'releasing', 'unknown')),
    was TEXT NOT NULL CHECK (was IN ('abandoned', 'attention', 'captured', 'capturing', 'challenge', 'charged', 'declined', 'held', 'lapsed', 'placing', 'refunded', 'refunding', 'released', 'releasing', 'unknown')),
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
    is_open INTEGER NOT NULL CHECK (is_open = (state IN ('attention', 'capturing', 'challenge', 'charged', 'held', 'placing', 'refunding', 'releasing', 'unknown') OR owed > 0)),
    blocked INTEGER NOT NULL
        CHECK (blocked = CASE WHEN held_at > 0 AND captured = 0 AND purpose = 'hold' THEN amount ELSE 0 END)
) STRICT
;

CREATE TABLE attempts (
    id INTEGER PRIMARY KEY,
    hold_id INTEGER NOT NULL REFERENCES holds(id),
    account TEXT NOT NULL CHECK (account <> ''),
    kind TEXT NOT NULL CHECK (kind IN ('place', 'complete', 'capture', 'release', 'refund', 'sale')),
    state TEXT NOT NULL CHECK (state IN ('approved', 'begun', 'challenged', 'not_done', 'not_sent', 'refused', 'unknown')),
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
;

CREATE TABLE journal (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL CHECK (at >= 0),
    clerk TEXT NOT NULL,
    hold_id INTEGER NOT NULL REFERENCES holds(id),
    attempt_id INTEGER REFERENCES attempts(id),
    event TEXT NOT NULL CHECK (event <> ''),
    facts TEXT NOT NULL CHECK (json_valid(facts))
) STRICT
;

CREATE TABLE open_search (
        hold_id INTEGER PRIMARY KEY,
        lapses_at INTEGER NOT NULL,
        words TEXT NOT NULL
    ) STRICT
    ;

CREATE TABLE closed_lately (
        hold_id INTEGER PRIMARY KEY,
        words TEXT NOT NULL
    ) STRICT
    ;

CREATE VIRTUAL TABLE closed_search
    USING fts5 (words, content = '', contentless_delete = 1, detail = none, prefix = '1 2 3');

INSERT INTO stays VALUES
(1, 'Deniz', 'Örnek', '101', 'R-3000', '2026-11-20', '2026-11-22', 'deniz ornek|101|2026-11-20', 'r3000'),
(2, 'Asya', 'Deneme', '102', 'R-3001', '2026-11-20', '2026-11-22', 'asya deneme|102|2026-11-20', 'r3001'),
(3, 'Jamie', 'Sample', '103', 'R-3002', '2026-11-20', '2026-11-22', 'jamie sample|103|2026-11-20', 'r3002'),
(4, 'İlker', 'Örnekoğlu', '104', 'R-3003', '2026-11-20', '2026-11-22', 'ilker ornekoglu|104|2026-11-20', 'r3003'),
(5, 'Robin', 'Sample', '105', 'R-3004', '2026-11-20', '2026-11-22', 'robin sample|105|2026-11-20', 'r3004'),
(6, 'Deniz', 'Örnek', '106', 'R-3005', '2026-11-20', '2026-11-22', 'deniz ornek|106|2026-11-20', 'r3005'),
(7, 'Asya', 'Deneme', '107', 'R-3006', '2026-11-20', '2026-11-22', 'asya deneme|107|2026-11-20', 'r3006'),
(8, 'Jamie', 'Sample', '07 ABC 118', 'R-3007', '2026-11-20', '2026-11-20', 'jamie sample|07abc118|2026-11-20', 'r3007'),
(9, 'İlker', 'Örnekoğlu', '109', 'R-3008', '2026-11-20', '2026-11-21', 'ilker ornekoglu|109|2026-11-20', 'r3008'),
(10, 'Robin', 'Sample', '110', 'R-3009', '2026-11-20', '2026-11-22', 'robin sample|110|2026-11-20', 'r3009'),
(11, 'Deniz', 'Örnek', '111', 'R-3010', '2026-11-20', '2026-12-01', 'deniz ornek|111|2026-11-20', 'r3010'),
(12, 'Asya', 'Deneme', '112', 'R-3012', '2026-11-20', '2026-11-22', 'asya deneme|112|2026-11-20', 'r3012'),
(13, 'Jamie', 'Sample', '113', 'R-3013', '2026-11-20', '2026-11-22', 'jamie sample|113|2026-11-20', 'r3013'),
(14, 'İlker', 'Örnekoğlu', '114', 'R-3014', '2026-11-20', '2026-11-22', 'ilker ornekoglu|114|2026-11-20', 'r3014'),
(15, 'Robin', 'Sample', '115', 'R-3015', '2026-11-20', '2026-11-22', 'robin sample|115|2026-11-20', 'r3015'),
(16, 'Deniz', 'Örnek', '116', 'R-3016', '2026-11-20', '2026-11-22', 'deniz ornek|116|2026-11-20', 'r3016'),
(17, 'Asya', 'Deneme', '117', 'R-3017', '2026-11-20', '2026-11-22', 'asya deneme|117|2026-11-20', 'r3017'),
(18, 'Jamie', 'Sample', '118', 'R-3018', '2026-11-20', '2026-11-22', 'jamie sample|118|2026-11-20', 'r3018'),
(19, 'İlker', 'Örnekoğlu', '119', 'R-3019', '2026-11-20', '2026-11-22', 'ilker ornekoglu|119|2026-11-20', 'r3019'),
(20, 'Robin', 'Sample', '120', 'R-3020', '2026-11-20', '2026-11-22', 'robin sample|120|2026-11-20', 'r3020'),
(21, 'Deniz', 'Örnek', '121', 'R-3021', '2026-11-20', '2026-11-22', 'deniz ornek|121|2026-11-20', 'r3021'),
(22, 'Asya', 'Deneme', '122', 'R-3022', '2026-11-20', '2026-11-22', 'asya deneme|122|2026-11-20', 'r3022'),
(23, 'Jamie', 'Sample', '123', 'R-3023', '2026-11-20', '2026-11-22', 'jamie sample|123|2026-11-20', 'r3023'),
(24, 'İlker', 'Örnekoğlu', '124', 'R-3025', '2026-11-20', '2026-11-22', 'ilker ornekoglu|124|2026-11-20', 'r3025');

INSERT INTO holds VALUES
(1, 1, 'iyzico', 'placing', 'placing', 'hold', 'TRY', 500000, 0, 0, 0, 'key-1', '', 1, 'visa', '454360', '0001', '', '', '', '', '{}', 1795000000, 0, 0, 'guess', 0, 0, '', '', '', 'Derya Örnek', 1, '2026-11-22', 1, 0),
(2, 2, 'oderopay', 'challenge', 'placing', 'hold', 'TRY', 500000, 0, 0, 0, 'key-2', '', 1, 'visa', '454360', '0002', '', '', '', '', '{}', 1795000000, 0, 0, 'guess', 0, 0, '', '', '', 'Derya Örnek', 2, '2026-11-22', 1, 0),
(3, 3, 'iyzico', 'held', 'placing', 'hold', 'TRY', 500000, 0, 0, 0, 'key-3', 'p-103', 1, 'visa', '454360', '0003', '', 'Örnek Bank', '', '', '{"sale": "t-103"}', 1795000000, 1795000090, 1795604800, 'rule', 0, 0, '', '', '', 'Derya Örnek', 4, '2026-11-22', 1, 500000),
(4, 4, 'iyzico', 'unknown', 'placing', 'hold', 'TRY', 500000, 0, 0, 0, 'key-4', '', 1, 'visa', '454360', '0004', '', '', '', '', '{}', 1795000000, 0, 0, 'guess', 0, 1795000030, '', '', '', 'Derya Örnek', 2, '2026-11-22', 1, 0),
(5, 5, 'iyzico', 'declined', 'placing', 'hold', 'TRY', 500000, 0, 0, 0, 'key-5', '', 1, 'visa', '454360', '0005', '', '', '', '', '{}', 1795000000, 0, 0, 'guess', 0, 0, '', '', 'not_enough_money', 'Derya Örnek', 2, '2026-11-22', 0, 0),
(6, 6, 'iyzico', 'declined', 'placing', 'hold', 'TRY', 500000, 0, 0, 0, 'key-6', '', 1, 'visa', '454360', '0006', '', '', '', '', '{}', 1795000000, 0, 0, 'guess', 0, 0, '', '', 'no_connection', 'Derya Örnek', 2, '2026-11-22', 0, 0),
(7, 7, 'iyzico', 'abandoned', 'placing', 'hold', 'TRY', 500000, 0, 0, 0, 'key-7', '', 1, 'visa', '454360', '0007', '', '', '', '', '{}', 1795000000, 0, 0, 'guess', 0, 0, 'abandoned', '', '', 'Derya Örnek', 3, '2026-11-22', 0, 0),
(8, 8, 'iyzico', 'held', 'placing', 'hold', 'TRY', 240000, 0, 0, 0, 'key-8', '', 1, 'visa', '454360', '0008', '', 'Örnek Bank', '', '', '{}', 1795000000, 1795000000, 1795630000, 'guess', 0, 0, '', '', '', 'Derya Örnek', 2, '2026-11-20', 1, 240000),
(9, 9, 'iyzico', 'held', 'placing', 'hold', 'EUR', 20000, 0, 0, 0, 'key-9', '', 1, 'visa', '454360', '0009', '', 'Örnek Bank', '', '', '{}', 1795000000, 1795000000, 1795003600, 'guess', 0, 0, '', '', '', 'Derya Örnek', 2, '2026-11-21', 1, 20000),
(10, 10, 'oderopay', 'held', 'placing', 'hold', 'TRY', 500000, 0, 0, 0, 'key-10', 'o-110', 1, 'visa', '454360', '0010', '', 'Örnek Bank', '', '', '{}', 1795000000, 1795000000, 1795637200, 'guess', 0, 0, '', 'release_refused', '', 'Derya Örnek', 3, '2026-11-22', 1, 500000),
(11, 11, 'iyzico', 'held', 'placing', 'hold', 'TRY', 500000, 0, 0, 0, 'key-11', '', 1, 'visa', '454360', '0011', '', 'Örnek Bank', '', '', '{}', 1795000000, 1795000000, 1795640800, 'guess', 0, 0, '', '', '', 'Derya Örnek', 2, '2026-12-01', 1, 500000),
(12, 11, 'iyzico', 'held', 'placing', 'hold', 'TRY', 500000, 0, 0, 0, 'key-12', '', 1, 'visa', '454360', '0012', '', 'Örnek Bank', '', '', '{}', 1795000000, 1795000000, 1795644400, 'guess', 0, 0, '', '', '', 'Derya Örnek', 2, '2026-12-01', 1, 500000),
(13, 12, 'iyzico', 'capturing', 'held', 'hold', 'TRY', 500000, 0, 0, 0, 'key-13', '', 1, 'visa', '454360', '0013', '', 'Örnek Bank', '', '', '{}', 1795000000, 1795000000, 1795648000, 'guess', 0, 0, '', '', '', 'Derya Örnek', 3, '2026-11-22', 1, 500000),
(14, 13, 'iyzico', 'releasing', 'held', 'hold', 'TRY', 500000, 0, 0, 0, 'key-14', '', 1, 'visa', '454360', '0014', '', 'Örnek Bank', '', '', '{}', 1795000000, 1795000000, 1795651600, 'guess', 0, 0, '', '', '', 'Derya Örnek', 3, '2026-11-22', 1, 500000),
(15, 14, 'iyzico', 'refunding', 'captured', 'hold', 'TRY', 500000, 500000, 0, 0, 'key-15', '', 1, 'visa', '454360', '0015', '', 'Örnek Bank', '', '', '{}', 1795000000, 1795000000, 1795655200, 'guess', 0, 0, '', '', '', 'Derya Örnek', 5, '2026-11-22', 1, 0),
(16, 15, 'iyzico', 'captured', 'held', 'hold', 'TRY', 500000, 500000, 0, 0, 'key-16', '', 1, 'visa', '454360', '0016', '', 'Örnek Bank', '', '', '{}', 1795000000, 1795000000, 1795658800, 'guess', 0, 0, '', '', '', 'Derya Örnek', 4, '2026-11-22', 0, 0),
(17, 16, 'iyzico', 'captured', 'held', 'hold', 'TRY', 500000, 448050, 0, 0, 'key-17', '', 1, 'visa', '454360', '0017', '', 'Örnek Bank', '', '', '{}', 1795000000, 1795000000, 1795662400, 'guess', 0, 0, '', '', '', 'Derya Örnek', 4, '2026-11-22', 0, 0),
(18, 17, 'iyzico', 'released', 'held', 'hold', 'TRY', 500000, 0, 0, 0, 'key-18', '', 1, 'visa', '454360', '0018', '', 'Örnek Bank', '', '', '{}', 1795000000, 1795000000, 1795666000, 'guess', 0, 0, '', '', '', 'Derya Örnek', 4, '2026-11-22', 0, 500000),
(19, 18, 'iyzico', 'refunded', 'captured', 'hold', 'TRY', 500000, 500000, 500000, 0, 'key-19', '', 1, 'visa', '454360', '0019', '', 'Örnek Bank', '', '', '{}', 1795000000, 1795000000, 1795669600, 'guess', 0, 0, '', '', '', 'Derya Örnek', 6, '2026-11-22', 0, 0),
(20, 19, 'iyzico', 'lapsed', 'placing', 'hold', 'TRY', 500000, 0, 0, 0, 'key-20', '', 1, 'visa', '454360', '0020', '', 'Örnek Bank', '', '', '{}', 1795000000, 1795000000, 1794999940, 'guess', 0, 0, 'lapsed', '', '', 'Derya Örnek', 3, '2026-11-22', 0, 500000),
(21, 20, 'iyzico', 'attention', 'placing', 'hold', 'TRY', 500000, 0, 0, 0, 'key-21', '', 1, 'visa', '454360', '0021', '', '', '', '', '{}', 1795000000, 0, 0, 'guess', 0, 0, '', 'mismatch', 'mismatch', 'Derya Örnek', 2, '2026-11-22', 1, 0),
(22, 21, 'oderopay', 'charged', 'placing', 'hold', 'TRY', 500000, 500000, 0, 500000, 'key-22', 'o-121', 1, 'visa', '454360', '0022', '', '', '', '', '{}', 1795000000, 1795000007, 0, 'guess', 0, 0, '', '', '', 'Derya Örnek', 2, '2026-11-22', 1, 0),
(23, 22, 'iyzico', 'charged', 'placing', 'hold', 'TRY', 500000, 500000, 0, 0, 'key-23', '', 1, 'visa', '454360', '0023', '', '', '', '', '{}', 1795000000, 1795000008, 1795259200, 'guess', 0, 0, '', '', '', 'Derya Örnek', 2, '2026-11-22', 1, 0),
(24, 23, 'iyzico', 'captured', 'held', 'hold', 'TRY', 500000, 500000, 0, 50000, 'key-24', '', 1, 'visa', '454360', '0024', '', 'Örnek Bank', '', '', '{}', 1795000000, 1795000000, 1795687600, 'guess', 0, 0, '', '', '', 'Derya Örnek', 5, '2026-11-22', 1, 0),
(25, 24, 'iyzico', 'captured', 'placing', 'sale', 'TRY', 75000, 75000, 0, 0, 'sale-124', '', 1, 'visa', '454360', '0025', '', '', '', '', '{}', 1795000000, 1795000010, 0, 'guess', 0, 0, '', '', '', 'Derya Örnek', 2, '2026-11-22', 0, 0);

INSERT INTO attempts VALUES
(1, 1, 'iyzico', 'place', 'begun', 'key-1', 'TRY', 500000, '', 'Derya Örnek', 1795000000, 0, '', '', 0, 0, 0, 0, 0),
(2, 2, 'oderopay', 'place', 'challenged', 'key-2', 'TRY', 500000, '', 'Derya Örnek', 1795000000, 0, '', '', 0, 0, 0, 0, 0),
(3, 3, 'iyzico', 'place', 'approved', 'key-3', 'TRY', 500000, '', 'Derya Örnek', 1795000000, 1795000060, '', '', 0, 0, 0, 0, 0),
(4, 3, 'iyzico', 'complete', 'approved', 'complete-3', 'TRY', 500000, '', 'Derya Örnek', 1795000000, 1795000060, '', '', 0, 0, 0, 0, 0),
(5, 4, 'iyzico', 'place', 'unknown', 'key-4', 'TRY', 500000, '', 'Derya Örnek', 1795000000, 0, 'no_answer', '', 1, 1795000030, 1795000090, 1, 1795000030),
(6, 5, 'iyzico', 'place', 'refused', 'key-5', 'TRY', 500000, '', 'Derya Örnek', 1795000000, 1795000005, 'not_enough_money', '10051', 0, 0, 0, 0, 0),
(7, 6, 'iyzico', 'place', 'not_sent', 'key-6', 'TRY', 500000, '', 'Derya Örnek', 1795000000, 1795000005, 'no_connection', '', 0, 0, 0, 0, 0),
(8, 7, 'iyzico', 'place', 'not_done', 'key-7', 'TRY', 500000, '', 'Derya Örnek', 1795000000, 1795000900, '', '', 0, 0, 0, 0, 0),
(9, 8, 'iyzico', 'place', 'approved', 'key-8', 'TRY', 240000, '', 'Derya Örnek', 1795000000, 1795000000, '', '', 0, 0, 0, 0, 0),
(10, 9, 'iyzico', 'place', 'approved', 'key-9', 'EUR', 20000, '', 'Derya Örnek', 1795000000, 1795000000, '', '', 0, 0, 0, 0, 0),
(11, 10, 'oderopay', 'place', 'approved', 'key-10', 'TRY', 500000, '', 'Derya Örnek', 1795000000, 1795000000, '', '', 0, 0, 0, 0, 0),
(12, 11, 'iyzico', 'place', 'approved', 'key-11', 'TRY', 500000, '', 'Derya Örnek', 1795000000, 1795000000, '', '', 0, 0, 0, 0, 0),
(13, 12, 'iyzico', 'place', 'approved', 'key-12', 'TRY', 500000, '', 'Derya Örnek', 1795000000, 1795000000, '', '', 0, 0, 0, 0, 0),
(14, 13, 'iyzico', 'place', 'approved', 'key-13', 'TRY', 500000, '', 'Derya Örnek', 1795000000, 1795000000, '', '', 0, 0, 0, 0, 0),
(15, 13, 'iyzico', 'capture', 'begun', 'capture-13', 'TRY', 500000, '', 'Derya Örnek', 1795000000, 0, '', '', 0, 0, 0, 0, 0),
(16, 14, 'iyzico', 'place', 'approved', 'key-14', 'TRY', 500000, '', 'Derya Örnek', 1795000000, 1795000000, '', '', 0, 0, 0, 0, 0),
(17, 14, 'iyzico', 'release', 'begun', 'release-14', 'TRY', 500000, '', 'Derya Örnek', 1795000000, 0, '', '', 0, 0, 0, 0, 0),
(18, 15, 'iyzico', 'place', 'approved', 'key-15', 'TRY', 500000, '', 'Derya Örnek', 1795000000, 1795000000, '', '', 0, 0, 0, 0, 0),
(19, 15, 'iyzico', 'capture', 'approved', 'capture-15', 'TRY', 500000, '', 'Derya Örnek', 1795000000, 1795000000, '', '', 0, 0, 0, 0, 0),
(20, 15, 'iyzico', 'refund', 'begun', 'refund-15', 'TRY', 500000, '', 'Derya Örnek', 1795000000, 0, '', '', 0, 0, 0, 0, 0),
(21, 16, 'iyzico', 'place', 'approved', 'key-16', 'TRY', 500000, '', 'Derya Örnek', 1795000000, 1795000000, '', '', 0, 0, 0, 0, 0),
(22, 16, 'iyzico', 'capture', 'approved', 'capture-16', 'TRY', 500000, '', 'Derya Örnek', 1795000000, 1795000000, '', '', 0, 0, 0, 0, 0),
(23, 17, 'iyzico', 'place', 'approved', 'key-17', 'TRY', 500000, '', 'Derya Örnek', 1795000000, 1795000000, '', '', 0, 0, 0, 0, 0),
(24, 17, 'iyzico', 'capture', 'approved', 'capture-17', 'TRY', 500000, '', 'Derya Örnek', 1795000000, 1795000060, '', '', 0, 0, 0, 0, 0),
(25, 18, 'iyzico', 'place', 'approved', 'key-18', 'TRY', 500000, '', 'Derya Örnek', 1795000000, 1795000000, '', '', 0, 0, 0, 0, 0),
(26, 18, 'iyzico', 'release', 'approved', 'release-18', 'TRY', 500000, 'cancel', 'Derya Örnek', 1795000000, 1795000060, '', '', 0, 0, 0, 0, 0),
(27, 19, 'iyzico', 'place', 'approved', 'key-19', 'TRY', 500000, '', 'Derya Örnek', 1795000000, 1795000000, '', '', 0, 0, 0, 0, 0),
(28, 19, 'iyzico', 'capture', 'approved', 'capture-19', 'TRY', 500000, '', 'Derya Örnek', 1795000000, 1795000000, '', '', 0, 0, 0, 0, 0),
(29, 19, 'iyzico', 'refund', 'approved', 'refund-19', 'TRY', 500000, 'refund', 'Derya Örnek', 1795000000, 1795000060, '', '', 0, 0, 0, 0, 0),
(30, 20, 'iyzico', 'place', 'approved', 'key-20', 'TRY', 500000, '', 'Derya Örnek', 1795000000, 1795000000, '', '', 0, 0, 0, 0, 0),
(31, 21, 'iyzico', 'place', 'refused', 'key-21', 'TRY', 500000, '', 'Derya Örnek', 1795000000, 1795000003, 'mismatch', '', 0, 0, 0, 0, 0),
(32, 22, 'oderopay', 'place', 'approved', 'key-22', 'TRY', 500000, '', 'Derya Örnek', 1795000000, 1795000060, '', '', 0, 0, 0, 0, 0),
(33, 23, 'iyzico', 'place', 'approved', 'key-23', 'TRY', 500000, '', 'Derya Örnek', 1795000000, 1795000060, '', '', 0, 0, 0, 0, 0),
(34, 24, 'iyzico', 'place', 'approved', 'key-24', 'TRY', 500000, '', 'Derya Örnek', 1795000000, 1795000000, '', '', 0, 0, 0, 0, 0),
(35, 24, 'iyzico', 'capture', 'approved', 'capture-24', 'TRY', 500000, '', 'Derya Örnek', 1795000000, 1795000000, '', '', 0, 0, 0, 0, 0),
(36, 25, 'iyzico', 'sale', 'approved', 'sale-124', 'TRY', 75000, '', 'Derya Örnek', 1795000000, 1795000060, '', '', 0, 0, 0, 0, 0);

INSERT INTO journal VALUES
(1, 1795000000, 'Derya Örnek', 1, 1, 'place_begun', '{}'),
(2, 1795000000, 'Derya Örnek', 2, 2, 'place_begun', '{}'),
(3, 1795000000, 'Derya Örnek', 2, 2, 'recorded', '{}'),
(4, 1795000000, 'Derya Örnek', 3, 3, 'place_begun', '{}'),
(5, 1795000000, 'Derya Örnek', 3, 3, 'recorded', '{}'),
(6, 1795000000, 'Derya Örnek', 3, 4, 'complete_begun', '{}'),
(7, 1795000000, 'Derya Örnek', 3, 4, 'recorded', '{}'),
(8, 1795000000, 'Derya Örnek', 4, 5, 'place_begun', '{}'),
(9, 1795000000, 'Derya Örnek', 4, 5, 'recorded', '{}'),
(10, 1795000000, 'Derya Örnek', 5, 6, 'place_begun', '{}'),
(11, 1795000000, 'Derya Örnek', 5, 6, 'recorded', '{}'),
(12, 1795000000, 'Derya Örnek', 6, 7, 'place_begun', '{}'),
(13, 1795000000, 'Derya Örnek', 6, 7, 'recorded', '{}'),
(14, 1795000000, 'Derya Örnek', 7, 8, 'place_begun', '{}'),
(15, 1795000000, 'Derya Örnek', 7, 8, 'recorded', '{}'),
(16, 1795000000, 'Derya Örnek', 7, 8, 'recorded', '{}'),
(17, 1795000000, 'Derya Örnek', 8, 9, 'place_begun', '{}'),
(18, 1795000000, 'Derya Örnek', 8, 9, 'recorded', '{}'),
(19, 1795000000, 'Derya Örnek', 9, 10, 'place_begun', '{}'),
(20, 1795000000, 'Derya Örnek', 9, 10, 'recorded', '{}'),
(21, 1795000000, 'Derya Örnek', 10, 11, 'place_begun', '{}'),
(22, 1795000000, 'Derya Örnek', 10, 11, 'recorded', '{}'),
(23, 1795000100, 'Derya Örnek', 10, NULL, 'release_refused', '{"code": "5093"}'),
(24, 1795000000, 'Derya Örnek', 11, 12, 'place_begun', '{}'),
(25, 1795000000, 'Derya Örnek', 11, 12, 'recorded', '{}'),
(26, 1795000000, 'Derya Örnek', 12, 13, 'place_begun', '{}'),
(27, 1795000000, 'Derya Örnek', 12, 13, 'recorded', '{}'),
(28, 1795000000, 'Derya Örnek', 13, 14, 'place_begun', '{}'),
(29, 1795000000, 'Derya Örnek', 13, 14, 'recorded', '{}'),
(30, 1795000000, 'Derya Örnek', 13, 15, 'capture_begun', '{}'),
(31, 1795000000, 'Derya Örnek', 14, 16, 'place_begun', '{}'),
(32, 1795000000, 'Derya Örnek', 14, 16, 'recorded', '{}'),
(33, 1795000000, 'Derya Örnek', 14, 17, 'release_begun', '{}'),
(34, 1795000000, 'Derya Örnek', 15, 18, 'place_begun', '{}'),
(35, 1795000000, 'Derya Örnek', 15, 18, 'recorded', '{}'),
(36, 1795000000, 'Derya Örnek', 15, 19, 'capture_begun', '{}'),
(37, 1795000000, 'Derya Örnek', 15, 19, 'recorded', '{}'),
(38, 1795000000, 'Derya Örnek', 15, 20, 'refund_begun', '{}'),
(39, 1795000000, 'Derya Örnek', 16, 21, 'place_begun', '{}'),
(40, 1795000000, 'Derya Örnek', 16, 21, 'recorded', '{}'),
(41, 1795000000, 'Derya Örnek', 16, 22, 'capture_begun', '{}'),
(42, 1795000000, 'Derya Örnek', 16, 22, 'recorded', '{}'),
(43, 1795000000, 'Derya Örnek', 17, 23, 'place_begun', '{}'),
(44, 1795000000, 'Derya Örnek', 17, 23, 'recorded', '{}'),
(45, 1795000000, 'Derya Örnek', 17, 24, 'capture_begun', '{}'),
(46, 1795000000, 'Derya Örnek', 17, 24, 'recorded', '{}'),
(47, 1795000000, 'Derya Örnek', 18, 25, 'place_begun', '{}'),
(48, 1795000000, 'Derya Örnek', 18, 25, 'recorded', '{}'),
(49, 1795000000, 'Derya Örnek', 18, 26, 'release_begun', '{}'),
(50, 1795000000, 'Derya Örnek', 18, 26, 'recorded', '{}'),
(51, 1795000000, 'Derya Örnek', 19, 27, 'place_begun', '{}'),
(52, 1795000000, 'Derya Örnek', 19, 27, 'recorded', '{}'),
(53, 1795000000, 'Derya Örnek', 19, 28, 'capture_begun', '{}'),
(54, 1795000000, 'Derya Örnek', 19, 28, 'recorded', '{}'),
(55, 1795000000, 'Derya Örnek', 19, 29, 'refund_begun', '{}'),
(56, 1795000000, 'Derya Örnek', 19, 29, 'recorded', '{}'),
(57, 1795000000, 'Derya Örnek', 20, 30, 'place_begun', '{}'),
(58, 1795000000, 'Derya Örnek', 20, 30, 'recorded', '{}'),
(59, 1795000000, '', 20, NULL, 'lapsed', '{}'),
(60, 1795000000, 'Derya Örnek', 21, 31, 'place_begun', '{}'),
(61, 1795000000, 'Derya Örnek', 21, 31, 'recorded', '{}'),
(62, 1795000000, 'Derya Örnek', 22, 32, 'place_begun', '{}'),
(63, 1795000000, 'Derya Örnek', 22, 32, 'recorded', '{}'),
(64, 1795000000, 'Derya Örnek', 23, 33, 'place_begun', '{}'),
(65, 1795000000, 'Derya Örnek', 23, 33, 'recorded', '{}'),
(66, 1795000000, 'Derya Örnek', 24, 34, 'place_begun', '{}'),
(67, 1795000000, 'Derya Örnek', 24, 34, 'recorded', '{}'),
(68, 1795000000, 'Derya Örnek', 24, 35, 'capture_begun', '{}'),
(69, 1795000000, 'Derya Örnek', 24, 35, 'recorded', '{}'),
(70, 1795000009, 'Derya Örnek', 24, NULL, 'owed', '{"amount": "50000"}'),
(71, 1795000000, 'Derya Örnek', 25, 36, 'sale_begun', '{"reason": "a second bill", "words": "minibar; Örnek''s"}'),
(72, 1795000000, 'Derya Örnek', 25, 36, 'recorded', '{}');

INSERT INTO open_search VALUES
(1, 0, 'deniz ornek 101 r 3000 0001 500000 visa r3000'),
(2, 0, 'asya deneme 102 r 3001 0002 500000 visa r3001'),
(3, 1795604800, 'jamie sample 103 r 3002 0003 500000 ornek bank visa r3002'),
(4, 0, 'ilker ornekoglu 104 r 3003 0004 500000 visa r3003'),
(8, 1795630000, 'jamie sample 07 abc 118 r 3007 0008 240000 ornek bank visa 07abc118 r3007'),
(9, 1795003600, 'ilker ornekoglu 109 r 3008 0009 20000 ornek bank visa r3008'),
(10, 1795637200, 'robin sample 110 r 3009 0010 500000 ornek bank visa r3009'),
(11, 1795640800, 'deniz ornek 111 r 3010 0011 500000 ornek bank visa r3010'),
(12, 1795644400, 'deniz ornek 111 r 3010 0012 500000 ornek bank visa r3010'),
(13, 1795648000, 'asya deneme 112 r 3012 0013 500000 ornek bank visa r3012'),
(14, 1795651600, 'jamie sample 113 r 3013 0014 500000 ornek bank visa r3013'),
(15, 1795655200, 'ilker ornekoglu 114 r 3014 0015 500000 ornek bank visa r3014'),
(21, 0, 'robin sample 120 r 3020 0021 500000 visa r3020'),
(22, 0, 'deniz ornek 121 r 3021 0022 500000 visa r3021'),
(23, 1795259200, 'asya deneme 122 r 3022 0023 500000 visa r3022'),
(24, 1795687600, 'jamie sample 123 r 3023 0024 500000 ornek bank visa r3023');

INSERT INTO closed_lately VALUES
(19, 'jamie sample 118 r 3018 0019 500000 ornek bank visa r3018'),
(20, 'ilker ornekoglu 119 r 3019 0020 500000 ornek bank visa r3019'),
(25, 'ilker ornekoglu 124 r 3025 0025 75000 visa r3025');

INSERT INTO closed_search (rowid, words) VALUES
(5, 'robin sample 105 r 3004 0005 500000 visa r3004'),
(6, 'deniz ornek 106 r 3005 0006 500000 visa r3005'),
(7, 'asya deneme 107 r 3006 0007 500000 visa r3006'),
(16, 'robin sample 115 r 3015 0016 500000 ornek bank visa r3015'),
(17, 'deniz ornek 116 r 3016 0017 500000 ornek bank visa r3016 448050'),
(18, 'asya deneme 117 r 3017 0018 500000 ornek bank visa r3017');

CREATE INDEX holds_board ON holds (lapses_at, id, departs, currency, blocked) WHERE is_open = 1;

CREATE INDEX holds_asking ON holds (lapses_at, id) WHERE is_open = 1 AND state = 'unknown';

CREATE INDEX holds_attention ON holds (lapses_at, id)
        WHERE is_open = 1 AND (state = 'attention' OR attention <> '');

CREATE INDEX attempts_of_hold ON attempts (hold_id);

CREATE UNIQUE INDEX attempts_one_open ON attempts (hold_id)
        WHERE state IN ('begun', 'challenged', 'unknown') AND kind <> 'complete';

CREATE UNIQUE INDEX attempts_one_complete ON attempts (hold_id) WHERE kind = 'complete' AND state <> 'not_sent';

CREATE UNIQUE INDEX attempts_one_place ON attempts (hold_id)
        WHERE kind IN ('place', 'sale') AND state <> 'not_sent';

CREATE INDEX attempts_by_key ON attempts ("key");

CREATE INDEX attempts_to_ask ON attempts (ask_at, id) WHERE state = 'unknown';

CREATE INDEX journal_of_hold ON journal (hold_id);

CREATE TRIGGER stays_are_kept BEFORE DELETE ON stays
            BEGIN SELECT RAISE(ABORT, 'append_only'); END;

CREATE TRIGGER holds_are_kept BEFORE DELETE ON holds
            BEGIN SELECT RAISE(ABORT, 'append_only'); END;

CREATE TRIGGER attempts_are_kept BEFORE DELETE ON attempts
            BEGIN SELECT RAISE(ABORT, 'append_only'); END;

CREATE TRIGGER journal_are_kept BEFORE DELETE ON journal
            BEGIN SELECT RAISE(ABORT, 'append_only'); END;

CREATE TRIGGER journal_is_final BEFORE UPDATE ON journal
       BEGIN SELECT RAISE(ABORT, 'append_only'); END;

CREATE TRIGGER holds_fixed
       BEFORE UPDATE OF id, stay_id, account, purpose, currency, amount, "key", placed_at ON holds
       BEGIN SELECT RAISE(ABORT, 'append_only'); END;

CREATE TRIGGER holds_one_version_on BEFORE UPDATE ON holds
       WHEN NEW.version <> OLD.version + 1 AND NEW.departs IS OLD.departs
       BEGIN SELECT RAISE(ABORT, 'hold_changed'); END;

CREATE TRIGGER holds_depart AFTER UPDATE OF departs ON stays
       BEGIN UPDATE holds SET departs = NEW.departs WHERE stay_id = NEW.id; END;

CREATE TRIGGER holds_close_when_settled BEFORE UPDATE OF state ON holds
        WHEN NEW.state NOT IN ('attention', 'capturing', 'challenge', 'charged', 'held', 'placing', 'refunding', 'releasing', 'unknown')
        AND EXISTS (SELECT 1 FROM attempts WHERE hold_id = NEW.id AND state IN ('begun', 'challenged', 'unknown'))
        BEGIN SELECT RAISE(ABORT, 'attempt_open'); END;

CREATE TRIGGER attempts_fixed
       BEFORE UPDATE OF id, hold_id, account, kind, "key", currency, amount, clerk, begun_at ON attempts
       BEGIN SELECT RAISE(ABORT, 'append_only'); END;

CREATE TRIGGER attempts_step BEFORE UPDATE ON attempts
        WHEN OLD.state || '>' || NEW.state NOT IN ('begun>approved', 'begun>challenged', 'begun>not_sent', 'begun>refused', 'begun>unknown', 'challenged>approved', 'challenged>not_done', 'challenged>refused', 'challenged>unknown', 'unknown>approved', 'unknown>not_done', 'unknown>refused', 'unknown>unknown')
        OR (NEW.state = 'challenged' AND NEW.kind NOT IN ('place', 'sale'))
        BEGIN SELECT RAISE(ABORT, 'illegal_step'); END;

CREATE TRIGGER attempts_begin BEFORE INSERT ON attempts
        BEGIN SELECT CASE
            WHEN NEW.state <> 'begun' THEN RAISE(ABORT, 'illegal_step')
            WHEN EXISTS (SELECT 1 FROM attempts WHERE hold_id = NEW.hold_id AND state IN ('begun', 'challenged', 'unknown')
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
        END; END;

PRAGMA application_id = 1178881073;

PRAGMA user_version = 1;
