"""Rules 3 and 7 of money-safety: what the database itself refuses, whoever writes."""

import pytest

from frontdesk.domain.attempt import LEGAL_STEPS, OPEN_ATTEMPTS, Attempt, AttemptKind, AttemptState
from frontdesk.ledger.attempts import COLUMNS
from frontdesk.ledger.connection import DatabaseError
from frontdesk.ledger.database import AttemptOpen, HoldUndecided, IllegalStep
from tests.ledger.book import NOW, Book, an_attempt, done

STATES: tuple[AttemptState, ...] = (*LEGAL_STEPS, "approved", "refused", "not_sent", "not_done")
WAYS: dict[AttemptState, tuple[AttemptState, ...]] = {
    "begun": (),
    "challenged": ("challenged",),
    "unknown": ("unknown",),
    "approved": ("approved",),
    "refused": ("refused",),
    "not_sent": ("not_sent",),
    "not_done": ("unknown", "not_done"),
}
MONEY_KINDS: tuple[AttemptKind, ...] = ("capture", "release", "refund", "place", "sale")


def place_in(book: Book, state: AttemptState) -> Attempt:
    """A place that went the legal way to a state, while its hold stays at placing."""
    held, place = book.begins_place()
    hold = held.hold
    for step in WAYS[state]:
        place = place._replace(state=step)
        hold = book.records(hold, place)
    return place


@pytest.mark.parametrize("old", STATES)
@pytest.mark.parametrize("new", STATES)
def test_an_attempt_goes_only_where_the_rules_know_a_way(book: Book, old: AttemptState, new: AttemptState) -> None:
    place = place_in(book, old)
    hold = book.ledger.held_stay(place.hold_id).hold
    legal = new in LEGAL_STEPS.get(old, frozenset()) or old == new == "unknown"
    changed = place._replace(state=new, asked=place.asked + 1)
    if legal:
        book.records(hold, changed)
        assert book.ledger.attempt(place.id) == changed
    else:
        with pytest.raises(IllegalStep):
            book.records(hold, changed)
        with pytest.raises(DatabaseError, match="illegal_step"):
            book.raw.execute("UPDATE attempts SET state = ?, asked = asked + 1 WHERE id = ?", (new, place.id))
        assert book.ledger.attempt(place.id) == place
        assert book.ledger.held_stay(hold.id).hold == hold


@pytest.mark.parametrize("kind", MONEY_KINDS)
@pytest.mark.parametrize("state", sorted(OPEN_ATTEMPTS))
def test_while_an_attempt_is_open_no_other_may_begin(book: Book, state: AttemptState, kind: AttemptKind) -> None:
    place = place_in(book, state)
    hold = book.ledger.held_stay(place.hold_id).hold
    with pytest.raises(AttemptOpen):
        done(book.ledger.begin(hold, an_attempt(hold, kind), "second", {}, reason="the guest knows"))
    assert book.ledger.attempts_of(hold.id) == (place,)
    assert book.ledger.journal_of(hold.id)[-1].event != "second"


def test_the_database_refuses_a_second_attempt_by_itself(book: Book) -> None:
    hold, capture = book.begins(book.holds_deposit()._replace(state="capturing"), "capture")
    names, values = ", ".join(COLUMNS[1:]), an_attempt(hold, "release", "another")[1:]
    insertion = f"INSERT INTO attempts ({names}) VALUES ({', '.join('?' * len(values))})"
    with pytest.raises(DatabaseError, match="attempt_open"):
        book.raw.execute(insertion, values)
    book.raw.execute("DROP TRIGGER attempts_begin")
    with pytest.raises(DatabaseError, match=r"UNIQUE.*attempts\.hold_id"):
        book.raw.execute(insertion, values)
    assert book.ledger.attempts_of(hold.id)[-1] == capture


@pytest.mark.parametrize("state", ["unknown", "attention"])
def test_nothing_begins_on_a_hold_that_waits_for_an_answer(book: Book, state: str) -> None:
    hold = book.holds_deposit()
    asked = done(book.ledger.note(hold._replace(state=state), "restored", {}, "Derya Örnek", NOW))  # type: ignore[arg-type]
    with pytest.raises(HoldUndecided):
        book.begins(asked._replace(state="capturing"), "capture")
    assert book.ledger.held_stay(hold.id).hold == asked


def test_a_completion_begins_beside_its_bank_page_and_only_once(book: Book) -> None:
    held, place = book.begins_place()
    hold = book.records(held.hold._replace(state="challenge"), place._replace(state="challenged"))
    hold, complete = book.begins(hold, "complete", hold.key)
    with pytest.raises(AttemptOpen):
        book.begins(hold, "complete", hold.key)
    with pytest.raises(AttemptOpen):
        book.begins(hold, "release")
    place = book.ledger.attempt(place.id)
    approved = complete._replace(state="approved", settled_at=NOW)
    hold = book.records(
        hold._replace(state="held", held_at=NOW), approved, place._replace(state="approved", settled_at=NOW)
    )
    assert [row.state for row in book.ledger.attempts_of(hold.id)] == ["approved", "approved"]
    assert book.ledger.open_attempts() == ()


def test_a_completion_that_never_left_may_be_sent_again(book: Book) -> None:
    held, place = book.begins_place()
    hold = book.records(held.hold._replace(state="challenge"), place._replace(state="challenged"))
    hold, complete = book.begins(hold, "complete", hold.key)
    hold = book.records(hold, complete._replace(state="not_sent", settled_at=NOW))
    hold, again = book.begins(hold, "complete", hold.key)
    book.records(hold._replace(state="unknown"), again._replace(state="unknown"))
    assert [row.state for row in book.ledger.attempts_of(hold.id)] == ["challenged", "not_sent", "unknown"]


def test_without_a_bank_page_there_is_nothing_to_complete(book: Book) -> None:
    hold = book.holds_deposit()
    with pytest.raises(HoldUndecided):
        book.begins(hold, "complete", hold.key)


def test_a_key_is_used_again_only_after_not_sent(book: Book) -> None:
    first = book.holds_deposit()
    hold, capture = book.begins(first._replace(state="capturing"), "capture", "one-wish")
    hold = book.records(hold._replace(state="held"), capture._replace(state="not_sent", settled_at=NOW))
    hold, again = book.begins(hold._replace(state="capturing"), "capture", "one-wish")
    hold = book.records(hold._replace(state="held"), again._replace(state="refused", settled_at=NOW))
    with pytest.raises(AttemptOpen):
        book.begins(hold._replace(state="capturing"), "capture", "one-wish")
    with pytest.raises(AttemptOpen):
        book.begins(book.holds_deposit()._replace(state="capturing"), "capture", "one-wish")


def test_a_place_is_tried_again_only_after_not_sent(book: Book) -> None:
    held, place = book.begins_place()
    hold = book.records(held.hold._replace(state="abandoned"), place._replace(state="not_sent", settled_at=NOW))
    hold, again = book.begins(hold._replace(state="placing"), "place", hold.key)
    hold = book.records(hold._replace(state="declined"), again._replace(state="refused", settled_at=NOW))
    with pytest.raises(AttemptOpen):
        book.begins(hold._replace(state="placing"), "place", "a new wish needs a new hold")


def test_what_an_attempt_was_sent_with_never_changes(book: Book) -> None:
    held, place = book.begins_place()
    for change in ("amount = 1", "key = 'x'", "currency = 'EUR'", "hold_id = 9", "kind = 'sale'", "account = 'x'"):
        with pytest.raises(DatabaseError, match=r"append_only|illegal_step"):
            book.raw.execute(f"UPDATE attempts SET {change} WHERE id = ?", (place.id,))
    with pytest.raises(IllegalStep):
        book.records(held.hold, place._replace(state="approved", amount=1))
    assert book.ledger.attempt(place.id) == place


@pytest.mark.parametrize(("field", "value"), [("account", "oderopay"), ("currency", "EUR"), ("state", "approved")])
def test_an_attempt_begins_as_begun_and_in_its_holds_account_and_currency(book: Book, field: str, value: str) -> None:
    hold = book.holds_deposit()
    with pytest.raises(IllegalStep):
        done(book.ledger.begin(hold, an_attempt(hold, "capture")._replace(**{field: value}), "wrong", {}))  # type: ignore[arg-type]


def test_no_hold_is_settled_while_an_attempt_is_open(book: Book) -> None:
    hold, capture = book.begins(book.holds_deposit()._replace(state="capturing"), "capture")
    with pytest.raises(AttemptOpen):
        book.records(hold._replace(state="released"), capture._replace(state="unknown"))
    assert book.ledger.attempt(capture.id).state == "begun"


def test_questions_are_put_in_the_order_they_are_due(book: Book) -> None:
    due_at = {}
    for wait in (300, 5, 60):
        held, place = book.begins_place()
        book.records(held.hold._replace(state="unknown"), place._replace(state="unknown", ask_at=NOW + wait))
        due_at[wait] = place.id
    assert book.ledger.next_due() == NOW + 5
    assert [row.id for row in book.ledger.due(NOW + 60)] == [due_at[5], due_at[60]]
    assert book.ledger.due(NOW + 4) == ()
    assert {row.state for row in book.ledger.open_attempts()} == {"unknown"}


def test_a_question_due_since_ever_is_not_taken_for_none(book: Book) -> None:
    assert book.ledger.next_due() == 0
    held, place = book.begins_place()
    book.records(held.hold._replace(state="unknown"), place._replace(state="unknown"))
    assert book.ledger.next_due() == 1
    assert len(book.ledger.due(1)) == 1


def test_open_attempts_are_all_that_a_start_must_look_at(book: Book) -> None:
    book.holds_deposit()
    begun = book.begins_place()[1]
    held, place = book.begins_place()
    hold = book.records(held.hold._replace(state="challenge"), place._replace(state="challenged"))
    complete = book.begins(hold, "complete", hold.key)[1]
    assert [row.id for row in book.ledger.open_attempts()] == [begun.id, place.id, complete.id]


def test_an_attempt_that_is_not_there(book: Book) -> None:
    with pytest.raises(KeyError):
        book.ledger.attempt(77)


@pytest.mark.parametrize(
    ("kind", "of_hold"),
    [("capture", 0), ("release", 0), ("refund", 1), ("complete", 0)],
)
def test_what_was_taken_is_not_taken_again_nor_more_given_back(book: Book, kind: AttemptKind, of_hold: int) -> None:
    """The last word on rules 16 and 17: one capture of what is held, a refund of what is left of it."""
    hold = book.captures(book.holds_deposit())
    attempt = an_attempt(hold, kind, "second", amount=hold.amount + of_hold)
    with pytest.raises(IllegalStep if kind != "complete" else HoldUndecided):
        done(book.ledger.begin(hold, attempt, "second", {}))
    assert book.ledger.held_stay(hold.id).hold == hold


def test_a_release_is_of_the_whole_and_never_of_what_is_not_held(book: Book) -> None:
    hold = book.holds_deposit()
    with pytest.raises(IllegalStep):
        done(book.ledger.begin(hold, an_attempt(hold, "release", "a part", amount=hold.amount - 1), "part", {}))
    with pytest.raises(IllegalStep):
        done(book.ledger.begin(hold, an_attempt(hold, "refund", "nothing taken"), "refund", {}))
