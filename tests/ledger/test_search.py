"""The board, its counts, and the search."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.domain.hold import HeldStay, Hold, HoldState
from frontdesk.ledger import search_words
from frontdesk.ledger.connection import number
from frontdesk.ledger.search import CHIPS, LAPSING
from tests.ledger.book import A_HOLD, DENIZ, NOW, TODAY, WEEK, Book, done

HOUR = 3600


def moves(book: Book, hold: Hold, state: HoldState) -> Hold:
    return done(book.ledger.note(hold._replace(state=state), "moved", {}, "Derya Örnek", NOW))


def test_the_board_shows_what_is_open_most_urgent_first(book: Book) -> None:
    book.holds_deposit(DENIZ._replace(place="late"), lapses_at=NOW + WEEK)
    book.holds_deposit(DENIZ._replace(place="soon"), lapses_at=NOW + HOUR)
    book.captures(book.holds_deposit(DENIZ._replace(place="gone")))
    book.begins_place(DENIZ._replace(place="placing", reference="R-1"))
    book.holds_deposit(DENIZ._replace(place="as soon", reference="R-2", guest_name="Robin"), lapses_at=NOW + HOUR)
    assert book.names() == ["placing", "soon", "as soon", "late"]


def test_a_charged_deposit_stands_among_the_holds_of_its_age(book: Book) -> None:
    book.holds_deposit(DENIZ._replace(place="late"), lapses_at=NOW + WEEK + HOUR)
    book.holds_deposit(DENIZ._replace(place="soon"), lapses_at=NOW + HOUR)
    charged = book.holds_deposit(DENIZ._replace(place="charged"), lapses_at=0)
    moves(book, charged._replace(captured=charged.amount, held_at=NOW), "charged")
    assert book.names() == ["soon", "charged", "late"]


def test_a_deposit_that_is_owed_back_stands_before_every_block(book: Book) -> None:
    book.holds_deposit(DENIZ._replace(place="soon"), lapses_at=NOW + HOUR)
    charged = book.holds_deposit(DENIZ._replace(place="owed"), lapses_at=0)
    moves(book, charged._replace(captured=charged.amount, owed=charged.amount, held_at=NOW), "charged")
    assert book.names() == ["owed", "soon"]


def test_the_board_is_read_page_by_page(book: Book) -> None:
    for room in range(25):
        book.holds_deposit(lapses_at=NOW + (room * 7) % 10)
    whole = book.ledger.board("open", limit=100, now=NOW, today=TODAY)
    pages: list[HeldStay] = []
    after = None
    while page := book.ledger.board("open", after, 4, now=NOW, today=TODAY):
        pages += page
        after = (page[-1].hold.urgency, page[-1].hold.id)
    assert tuple(pages) == whole
    assert len(whole) == 25


@pytest.mark.parametrize(
    ("departs", "chips"),
    [(TODAY, ["leaving"]), ("2026-11-20", ["departed"]), ("2026-11-22", []), ("", [])],
)
def test_chips_by_the_day_of_departure(book: Book, departs: str, chips: list[str]) -> None:
    book.holds_deposit(DENIZ._replace(departs=departs))
    counts = book.ledger.counts(NOW, TODAY)
    assert [chip for chip in CHIPS if counts[chip]] == ["open", *chips]
    assert [chip for chip in CHIPS if book.names(chip)] == ["open", *chips]


def test_chip_of_what_lapses(book: Book) -> None:
    for name, lapses_at in (("past", NOW - 1), ("in time", NOW + LAPSING), ("later", NOW + LAPSING + 1)):
        book.holds_deposit(DENIZ._replace(place=name, reference=name), lapses_at=lapses_at)
    book.begins_place(DENIZ._replace(place="not yet held", reference="x"))
    assert book.names("lapsing") == ["past", "in time"]
    assert book.ledger.counts(NOW, TODAY)["lapsing"] == 2


def test_chips_of_what_is_asked_and_what_needs_a_person(book: Book) -> None:
    moves(book, book.holds_deposit(DENIZ._replace(place="asking")), "unknown")
    moves(book, book.holds_deposit(DENIZ._replace(place="decide", reference="a")), "attention")
    red = book.holds_deposit(DENIZ._replace(place="red", reference="b", guest_name="Robin"))
    done(book.ledger.note(red._replace(attention="release_refused"), "refused", {}, "Derya Örnek", NOW))
    assert book.names("asking") == ["asking"]
    assert book.names("attention") == ["decide", "red"]
    counts = book.ledger.counts(NOW, TODAY)
    assert (counts["asking"], counts["attention"], counts["open"]) == (1, 2, 3)


def test_when_a_stay_is_prolonged_its_holds_follow(book: Book) -> None:
    book.holds_deposit(DENIZ._replace(departs=TODAY))
    book.raw.execute("UPDATE stays SET departs = '2026-12-01'")
    assert book.names("leaving") == []
    assert book.names("open") == ["101"]


def test_the_total_is_what_cards_are_blocked_with(book: Book) -> None:
    book.holds_deposit()
    book.holds_deposit()
    book.holds_deposit(hold=A_HOLD._replace(currency="EUR", amount=20_000, last4="7777"))
    book.holds_deposit(hold=A_HOLD._replace(purpose="sale", last4="8888"))
    book.captures(book.holds_deposit())
    book.begins_place()
    assert book.ledger.total_held() == {"TRY": 1_000_000, "EUR": 20_000}


def test_a_rental_is_found_by_its_plate_however_it_is_typed(book: Book) -> None:
    book.holds_deposit(DENIZ._replace(place="07 ABC 118"))
    book.holds_deposit(DENIZ._replace(place="34 XYZ 99", reference="R-2"))
    for typed in ("07 ABC 118", "07abc118", "07-abc-118", "abc 118", "bc11"):
        assert book.finds(typed) == ["07 ABC 118"]


@pytest.mark.parametrize(
    "typed", ["deniz", "ÖRNEK", "ornek den", "R-2041", "r2041", "0005", "5.000", "5000,00", "örnek bank", "visa", "ENİ"]
)
def test_an_open_hold_is_found_by_everything_on_it(book: Book, typed: str) -> None:
    book.holds_deposit(DENIZ, A_HOLD)
    assert book.finds(typed) == ["101"]


@pytest.mark.parametrize("typed", ["", "  ", "%", "_", '"', "*", "deniz nobody", "454360", "NOT deniz", "key-1"])
def test_what_is_not_found(book: Book, typed: str) -> None:
    book.holds_deposit(DENIZ, A_HOLD)
    book.captures(book.holds_deposit(DENIZ._replace(place="102", reference="R-3"), A_HOLD))
    assert book.finds(typed) == []


def test_open_holds_come_first_then_settled_ones_newest_first(book: Book) -> None:
    for place in ("1", "2", "3"):
        book.captures(book.holds_deposit(DENIZ._replace(place=place, reference="")))
    book.holds_deposit(DENIZ._replace(place="late", reference=""), lapses_at=NOW + WEEK)
    book.holds_deposit(DENIZ._replace(place="soon", reference="", guest_name="Denizhan"), lapses_at=NOW)
    assert book.finds("deniz") == ["soon", "late", "3", "2", "1"]
    assert [row.stay.place for row in book.ledger.find("deniz", 4)] == ["soon", "late", "3", "2"]


def test_a_settled_hold_is_found_by_the_beginnings_of_words_at_any_age(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_words, "LATELY", 3)
    for room in range(8):
        book.captures(book.holds_deposit(DENIZ._replace(place=f"R{room}", reference="")))
    assert book.raw.execute("SELECT count(*) FROM closed_lately").fetchone() == (2,)
    assert book.finds("orn den") == [f"R{room}" for room in reversed(range(8))]
    assert book.finds("rnek") == []


def test_a_refund_brings_a_settled_hold_back_to_the_board_and_away_again(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_words, "LATELY", 2)
    settled = [book.captures(book.holds_deposit()) for _ in range(3)]
    for hold in settled:
        back, refund = book.begins(hold._replace(state="refunding", was="captured"), "refund")
        place = book.ledger.held_stay(hold.id).stay.place
        assert book.names() == book.finds(place) == [place]
        given = back._replace(state="refunded", refunded=back.captured)
        book.records(given, refund._replace(state="approved", settled_at=NOW))
        assert book.names() == []
        assert book.finds(place) == [place]


def test_each_hold_is_findable_in_one_place_whatever_happened(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_words, "LATELY", 4)
    chance = random.Random(2041)
    states: tuple[HoldState, ...] = ("held", "unknown", "released", "captured", "attention", "refunding", "lapsed")
    holds = [book.holds_deposit() for _ in range(12)]
    for _ in range(150):
        index = chance.randrange(len(holds))
        lapses_at = NOW + chance.randrange(WEEK)
        hold = holds[index]._replace(lapses_at=lapses_at, bank=chance.choice(["Örnek Bank", "Sample Bank"]))
        holds[index] = moves(book, hold, chance.choice(states))
    for hold in holds:
        places = (("open_search", "hold_id"), ("closed_lately", "hold_id"), ("closed_search", "rowid"))
        counts = [f"SELECT count(*) FROM {table} WHERE {column} = ?" for table, column in places]
        assert sum(number(book.raw, count, (hold.id,)) for count in counts) == 1
        stay = book.ledger.held_stay(hold.id).stay
        assert book.finds(f"{stay.place} {hold.bank}") == [stay.place]
    urgency = [row.hold.lapses_at for row in book.ledger.find("örnek") if row.hold.is_open]
    assert urgency == sorted(urgency)


def test_counts_are_right_whatever_happened(book: Book) -> None:
    chance = random.Random(118)
    states: tuple[HoldState, ...] = ("held", "unknown", "released", "attention", "captured")
    for _ in range(40):
        departs = chance.choice(["", TODAY, "2026-11-01", "2026-12-01"])
        room = str(chance.random())
        stay = DENIZ._replace(place=room, reference=room, departs=departs)
        moves(book, book.holds_deposit(stay, lapses_at=NOW + chance.randrange(WEEK)), chance.choice(states))
    counts = book.ledger.counts(NOW, TODAY)
    assert counts == {chip: len(book.ledger.board(chip, limit=100, now=NOW, today=TODAY)) for chip in CHIPS}
    whole = book.ledger.board("open", limit=100, now=NOW, today=TODAY)
    assert counts["leaving"] == sum(row.stay.departs == TODAY for row in whole)
    assert counts["departed"] == sum(row.stay.departs == "2026-11-01" for row in whole)
    assert counts["lapsing"] == sum(row.hold.lapses_at <= NOW + LAPSING for row in whole)


@given(st.text(max_size=30))
def test_no_typed_text_breaks_the_search(shared_book: Book, typed: str) -> None:
    shared_book.ledger.find(typed)


@pytest.fixture(scope="module")
def shared_book(empty_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    path = tmp_path_factory.mktemp("shared") / "ledger.db"
    path.write_bytes(empty_ledger.read_bytes())
    book = Book(path)
    book.holds_deposit(DENIZ, A_HOLD)
    book.captures(book.holds_deposit())
    yield book
    book.ledger.close()


def test_a_captured_hold_is_found_by_what_was_taken_and_by_what_was_held(book: Book) -> None:
    hold = book.holds_deposit()
    taken = hold._replace(state="captured", captured=448_050)
    done(book.ledger.note(taken, "captured", {}, "Derya Örnek", NOW))
    for typed in ("4.480,50", str(hold.amount // 100) + ",00"):
        assert [row.hold.id for row in book.ledger.find(typed)] == [hold.id], typed
