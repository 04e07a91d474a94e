"""Holds and stays as they are written, and the journal that stands beside every step."""

import json

import pytest

from frontdesk.domain.hold import HOLD_STATES, OPEN_STATES, Hold
from frontdesk.ledger.connection import DatabaseError
from frontdesk.ledger.database import HoldChanged
from tests.ledger.book import A_HOLD, DENIZ, NOW, Book, an_attempt, done


def test_what_is_written_is_read_back(book: Book) -> None:
    held, place = book.begins_place(DENIZ, A_HOLD)
    assert held == book.ledger.held_stay(held.hold.id)
    assert held.hold == A_HOLD._replace(id=held.hold.id, stay_id=held.stay.id, version=1)
    assert held.stay == DENIZ._replace(id=held.stay.id)
    assert place == an_attempt(held.hold, "place", A_HOLD.key)._replace(id=place.id)
    assert book.ledger.attempts_of(held.hold.id) == (place,)
    assert held.hold.threeds is True


def test_every_column_travels_both_ways(book: Book) -> None:
    held = book.holds_deposit()
    full = held._replace(
        payment_id="p-1",
        owed=3,
        scheme="troy",
        card_kind="credit",
        auth_code="A1",
        host_reference="H1",
        references='{"orderId": "Ö-1"}',
        lapse_grade="told",
        safe_until=NOW + 2,
        asked_at=NOW + 3,
        ended="staff",
        attention="mismatch",
        problem="line_cut",
        clerk="Robin Sample",
    )
    written = done(book.ledger.note(full, "all", {}, "Robin Sample", NOW))
    assert written == full._replace(version=full.version + 1)
    assert book.ledger.held_stay(held.id).hold == written


def test_a_second_hold_of_the_same_stay_makes_no_second_stay(book: Book) -> None:
    first = book.holds_deposit()
    stay = book.ledger.held_stay(first.id).stay
    held, _ = book.begins_place(stay)
    assert held.stay == stay
    assert book.raw.execute("SELECT count(*) FROM stays").fetchone() == (1,)


def test_a_stay_that_is_not_there_begins_nothing(book: Book) -> None:
    with pytest.raises(KeyError):
        book.begins_place(DENIZ._replace(id=99))
    assert book.raw.execute("SELECT count(*) FROM holds").fetchone() == (0,)


def test_who_writes_from_an_older_reading_is_told(book: Book) -> None:
    hold = book.holds_deposit()
    newer = done(book.ledger.note(hold._replace(clerk="Robin Sample"), "noted", {}, "Robin Sample", NOW))
    assert newer.version == hold.version + 1
    for late in (
        lambda: done(book.ledger.note(hold._replace(owed=5), "late", {}, "Derya Örnek", NOW)),
        lambda: book.begins(hold._replace(state="capturing"), "capture"),
    ):
        with pytest.raises(HoldChanged):
            late()
    assert book.ledger.held_stay(hold.id).hold == newer
    assert len(book.ledger.attempts_of(hold.id)) == 1
    assert book.ledger.journal_of(hold.id)[-1].event == "noted"


def test_an_answer_to_an_older_reading_changes_nothing(book: Book) -> None:
    hold, capture = book.begins(book.holds_deposit()._replace(state="capturing"), "capture")
    done(book.ledger.note(hold, "noted", {}, "Derya Örnek", NOW))
    with pytest.raises(HoldChanged):
        book.records(hold._replace(state="captured", captured=1), capture._replace(state="approved"))
    assert book.ledger.attempt(capture.id) == capture


def test_the_database_counts_versions_by_itself(book: Book) -> None:
    hold = book.holds_deposit()
    with pytest.raises(DatabaseError, match="hold_changed"):
        book.raw.execute("UPDATE holds SET owed = 5 WHERE id = ?", (hold.id,))


@pytest.mark.parametrize("table", ["stays", "holds", "attempts", "journal"])
def test_nothing_is_ever_deleted_or_replaced(book: Book, table: str) -> None:
    book.holds_deposit()
    with pytest.raises(DatabaseError, match="append_only"):
        book.raw.execute(f"DELETE FROM {table}")
    with pytest.raises(DatabaseError, match=r"append_only|illegal_step|attempt_open"):
        book.raw.execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")


def test_the_journal_is_final(book: Book) -> None:
    book.holds_deposit()
    with pytest.raises(DatabaseError, match="append_only"):
        book.raw.execute("UPDATE journal SET event = 'something else'")


@pytest.mark.parametrize("column", ["stay_id", "account", "purpose", "currency", "amount", '"key"', "placed_at"])
def test_what_was_agreed_with_the_guest_never_changes(book: Book, column: str) -> None:
    book.holds_deposit()
    with pytest.raises(DatabaseError, match="append_only"):
        book.raw.execute(f"UPDATE holds SET {column} = {column}, version = version + 1")


@pytest.mark.parametrize(
    "change",
    [
        "state = 'lost'",
        "was = ''",
        "captured = -1",
        "refunded = 1",
        "owed = -1",
        "captured = 1.5",
        "captured = 'much'",
        "references_json = '{'",
        "lapses_at = -1",
        "lapse_grade = 'hope'",
        "threeds = 2",
        "bin = '4543600000'",
        "last4 = '12345'",
        "last4 = 'abcd'",
        "is_open = 0",
        "blocked = 1",
    ],
)
def test_the_database_knows_what_a_hold_can_be(book: Book, change: str) -> None:
    """Also that no column for a card's ends could take a whole card number."""
    book.holds_deposit()
    with pytest.raises(DatabaseError, match=r"CHECK|cannot store|NOT NULL"):
        book.raw.execute(f"UPDATE holds SET {change}, version = version + 1")


@pytest.mark.parametrize("owed", [0, 100])
@pytest.mark.parametrize("state", HOLD_STATES)
def test_ledger_and_desk_agree_on_what_is_open(book: Book, state: str, owed: int) -> None:
    hold = book.holds_deposit()._replace(state=state, owed=owed)  # type: ignore[arg-type]
    written: Hold = done(book.ledger.note(hold, "moved", {}, "Derya Örnek", NOW))
    assert book.names() == (["101"] if written.is_open else [])
    assert written.is_open == (state in OPEN_STATES or owed > 0)
    assert book.finds("örnek 101") == ["101"]


def test_every_step_has_its_line_in_the_journal(book: Book) -> None:
    held, place = book.begins_place(DENIZ, A_HOLD)
    facts = {"amount": "500000", "bank": "Örnek Bank"}
    hold = done(book.ledger.record(held.hold, place._replace(state="unknown"), "place_unknown", facts, NOW + 5))
    done(book.ledger.note(hold, "noted", {}, "Robin Sample", NOW + 9))
    begun, recorded, noted = book.ledger.journal_of(hold.id)
    assert (begun.event, begun.at, begun.clerk, begun.attempt_id) == ("place_begun", NOW, "Derya Örnek", place.id)
    assert (recorded.event, recorded.at, recorded.attempt_id) == ("place_unknown", NOW + 5, place.id)
    assert json.loads(recorded.facts) == facts
    assert (noted.event, noted.clerk, noted.attempt_id, noted.facts) == ("noted", "Robin Sample", 0, "{}")


def test_a_hold_that_is_not_there(book: Book) -> None:
    with pytest.raises(KeyError):
        book.ledger.held_stay(77)
    with pytest.raises(KeyError):
        done(book.ledger.note(A_HOLD._replace(id=77, version=1), "noted", {}, "Derya Örnek", NOW))
