"""Rule 4 of money-safety: nobody is blocked twice unasked."""

import json
from collections.abc import Callable

import pytest

from frontdesk.domain.hold import Hold, Stay
from frontdesk.ledger.database import MayBlockTwice
from tests.ledger.book import A_HOLD, DENIZ, NOW, Book, an_attempt, done

ANOTHER = Stay(0, "Robin", "Sample", "202", "R-9", "2026-11-21", "2026-11-25")
ANOTHER_CARD = A_HOLD._replace(key="key-2", bin="540667", last4="4444")


def leaves_it_begun(book: Book) -> Hold:
    return book.begins_place(DENIZ, A_HOLD)[0].hold


def leaves_it_unknown(book: Book) -> Hold:
    held, place = book.begins_place(DENIZ, A_HOLD)
    return book.records(held.hold._replace(state="unknown"), place._replace(state="unknown"))


def leaves_the_bank_page_open(book: Book) -> Hold:
    held, place = book.begins_place(DENIZ, A_HOLD)
    return book.records(held.hold._replace(state="challenge"), place._replace(state="challenged"))


def leaves_it_to_a_person(book: Book) -> Hold:
    held, place = book.begins_place(DENIZ, A_HOLD)
    return book.records(held.hold._replace(state="attention"), place._replace(state="unknown"))


def restores_a_backup(book: Book) -> Hold:
    held, place = book.begins_place(DENIZ, A_HOLD)
    hold = book.records(held.hold._replace(state="held", held_at=NOW), place._replace(state="approved"))
    return done(book.ledger.note(hold._replace(state="unknown"), "restored", {}, "Derya Örnek", NOW))


@pytest.mark.parametrize(
    "leaves",
    [leaves_it_begun, leaves_it_unknown, leaves_the_bank_page_open, leaves_it_to_a_person, restores_a_backup],
)
@pytest.mark.parametrize(
    ("stay", "hold"),
    [
        (DENIZ, A_HOLD._replace(key="key-2")),
        (ANOTHER, A_HOLD._replace(key="key-2")),
        (DENIZ, ANOTHER_CARD),
        (ANOTHER._replace(reference="r 2041"), ANOTHER_CARD),
        (DENIZ._replace(guest_name="DENİZ", guest_surname="ornek", reference=""), ANOTHER_CARD),
    ],
    ids=["same stay and card", "same card", "same stay", "same reference", "same guest, place and day"],
)
def test_a_second_block_needs_a_reason(book: Book, leaves: Callable[[Book], Hold], stay: Stay, hold: Hold) -> None:
    first = leaves(book)
    with pytest.raises(MayBlockTwice) as told:
        book.begins_place(stay, hold)
    assert [row.hold.id for row in told.value.holds] == [first.id]
    with pytest.raises(MayBlockTwice):
        book.begins_place(stay, hold, reason="  ")
    assert book.raw.execute("SELECT count(*) FROM holds").fetchone() == (1,)
    second, _ = book.begins_place(stay, hold, reason="the guest agreed")
    assert json.loads(book.ledger.journal_of(second.hold.id)[0].facts) == {"reason": "the guest agreed"}


def test_the_stay_chosen_from_the_board_is_known_by_its_number(book: Book) -> None:
    first = leaves_it_unknown(book)
    stay = book.ledger.held_stay(first.id).stay
    with pytest.raises(MayBlockTwice):
        book.begins_place(stay, ANOTHER_CARD)


def test_what_is_decided_blocks_nobody(book: Book) -> None:
    held, place = book.begins_place(DENIZ, A_HOLD)
    book.records(held.hold._replace(state="held", held_at=NOW), place._replace(state="approved"))
    again, _ = book.begins_place(DENIZ, A_HOLD._replace(key="key-2"))
    assert again.hold.state == "placing"


def test_an_open_capture_is_no_second_block(book: Book) -> None:
    book.begins(book.holds_deposit(DENIZ)._replace(state="capturing"), "capture")
    book.begins_place(DENIZ, ANOTHER_CARD)


@pytest.mark.parametrize("stay", [ANOTHER, DENIZ._replace(place="", reference="", arrives="", guest_surname="Sample")])
def test_other_guests_with_other_cards_are_not_held_up(book: Book, stay: Stay) -> None:
    leaves_it_unknown(book)
    book.begins_place(stay, ANOTHER_CARD)


def test_guests_without_names_and_references_are_not_one_guest(book: Book) -> None:
    nobody = Stay(0, "", "", "", "", "", "")
    book.begins_place(nobody, A_HOLD)
    book.begins_place(nobody, ANOTHER_CARD)


def test_a_place_tried_again_is_guarded_too(book: Book) -> None:
    held, place = book.begins_place(DENIZ, A_HOLD)
    hold = book.records(held.hold._replace(state="abandoned"), place._replace(state="not_sent", settled_at=NOW))
    other, _ = book.begins_place(DENIZ, ANOTHER_CARD)
    again = an_attempt(hold, "place", hold.key)
    with pytest.raises(MayBlockTwice) as told:
        done(book.ledger.begin(hold._replace(state="placing"), again, "place_begun", {}))
    assert [row.hold.id for row in told.value.holds] == [other.hold.id]
    done(book.ledger.begin(hold._replace(state="placing"), again, "place_begun", {}, reason="both are wanted"))
    assert "both are wanted" in book.ledger.journal_of(hold.id)[-1].facts
