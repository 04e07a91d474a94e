"""Which hold a notice names, and a line that changes nothing of it."""

import json

from tests.ledger.book import A_HOLD, DENIZ, NOW, Book, done


def named(book: Book, account: str = "iyzico", *, key: str = "", payment_id: str = "", token: str = "") -> int:
    return book.ledger.hold_named(account, key=key, payment_id=payment_id, token=token)


def test_a_hold_is_known_by_its_key_its_payment_or_its_pages_token(book: Book) -> None:
    held, _ = book.begins_place(DENIZ, A_HOLD._replace(entry="hosted"))
    told = held.hold._replace(payment_id="4001", references=json.dumps({"token": "t-1"}))
    done(book.ledger.note(told, "asked", {}, "", NOW))
    ours = held.hold.id
    assert [named(book, key="key-1"), named(book, payment_id="4001"), named(book, token="t-1")] == [ours] * 3
    assert named(book, key="key-1", payment_id="another") == ours
    assert named(book, key="another", payment_id="4001") == ours


def test_another_accounts_names_and_empty_ones_name_nothing(book: Book) -> None:
    held, _ = book.begins_place(DENIZ, A_HOLD)
    assert held.hold.payment_id == ""
    assert named(book) == named(book, "second", key="key-1") == named(book, payment_id="key-1") == 0
    assert named(book, token="t-1") == named(book, key="' OR 1") == 0


def test_no_question_about_a_name_reads_the_whole_ledger(book: Book) -> None:
    plans = []
    for table, column in (("attempts", "key"), ("holds", "payment_id")):
        sql = f'EXPLAIN QUERY PLAN SELECT id FROM {table} WHERE "{column}" = ? AND "{column}" <> \'\' AND account = ?'
        plans += [row[3] for row in book.raw.execute(sql, ("4001", "iyzico")).fetchall()]
    assert all("USING INDEX" in str(plan) for plan in plans), plans


def test_a_remark_stands_in_the_journal_and_changes_nothing_of_the_hold(book: Book) -> None:
    before = book.holds_deposit()
    done(book.ledger.remark(before.id, "notice_came", {"status": "SUCCESS"}, NOW))
    assert book.ledger.held_stay(before.id).hold == before
    line = book.ledger.journal_of(before.id)[-1]
    assert (line.event, line.at, line.attempt_id, json.loads(line.facts)) == (
        "notice_came",
        NOW,
        0,
        {"status": "SUCCESS"},
    )
