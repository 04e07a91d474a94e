"""A ledger as the desk made it at first comes over whole."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest

from frontdesk.domain.attempt import LEGAL_STEPS, OPEN_ATTEMPTS, AttemptState
from frontdesk.domain.hold import HOLD_STATES, OPEN_STATES, Hold
from frontdesk.ledger import migrations, schema_1, schema_2
from frontdesk.ledger.connection import Connection, Value, number
from frontdesk.ledger.database import AttemptOpen, IllegalStep, LedgerError, create, open_ledger
from frontdesk.ledger.search import CHIPS
from tests.ledger.book import DENIZ, KEY, NOW, OTHER_KEY, TODAY, WEEK, Book, an_attempt, done, open_raw
from tests.ledger.untouched import prints, untouched
from tests.ledger.version_1 import makes_version_1

KEPT = ("stays", "holds", "attempts", "journal", "open_search", "closed_lately")
COPY = "ledger.db.before-2.backup"
# The board of this ledger as its own desk showed it, but for rooms 121 and 122: charged money never lapses, and where
# nothing is owed it stands a week after it was taken.
BOARD = ["101", "102", "104", "120", "121", "109", "103", "122", "07 ABC 118"]
BOARD += ["110", "111", "111", "112", "113", "114", "123"]
SAMPLE = ["120", "103", "07 ABC 118", "110", "113", "123", "118", "115", "105"]
type Rows = list[dict[str, Value]]


@pytest.fixture(scope="module")
def kept_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return makes_version_1(tmp_path_factory.mktemp("version 1") / "ledger.db")


@pytest.fixture
def older(kept_ledger: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "desk"
    folder.mkdir()
    return Path(shutil.copyfile(kept_ledger, folder / "ledger.db"))


def rows(db: Connection, table: str) -> Rows:
    names = [str(row[1]) for row in db.execute(f"PRAGMA table_info({table})").fetchall()]
    return [dict(zip(names, row, strict=True)) for row in db.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()]


def everything(path: Path) -> dict[str, Rows]:
    db = open_raw(path)
    try:
        return {table: rows(db, table) for table in KEPT}
    finally:
        db.close()


def schema(db: Connection) -> set[tuple[Value, ...]]:
    return set(db.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall())


def schema_at(path: Path) -> set[tuple[Value, ...]]:
    db = open_raw(path)
    try:
        return schema(db)
    finally:
        db.close()


def test_the_first_step_is_what_the_first_desk_did(
    older: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrations, "STEPS", migrations.STEPS[:1])
    create(tmp_path / "first.db", KEY)
    assert schema_at(tmp_path / "first.db") == schema_at(older)


def test_a_ledger_that_was_brought_up_is_made_like_a_new_one(older: Path, empty_ledger: Path) -> None:
    open_ledger(older, KEY).close()
    assert schema_at(older) == schema_at(empty_ledger)


def test_the_schema_knows_every_word_of_the_domain() -> None:
    """A word that is new in the domain needs a step that lets the ledger write it."""

    def listed(words: frozenset[str]) -> str:
        return ", ".join(f"'{word}'" for word in sorted(words))

    steps = frozenset(f"{old}>{new}" for old, news in LEGAL_STEPS.items() for new in news)
    assert listed(frozenset(HOLD_STATES)) == schema_1.HOLD_STATES
    assert listed(OPEN_STATES) == schema_1.OPEN_STATES
    assert listed(frozenset(get_args(AttemptState))) == schema_1.ATTEMPT_STATES
    assert listed(OPEN_ATTEMPTS) == schema_1.OPEN_ATTEMPTS
    assert listed(steps | {"unknown>unknown"}) == schema_1.LEGAL_STEPS


def test_this_ledger_has_holds_and_attempts_in_every_state(older: Path) -> None:
    then = everything(older)
    assert {row["state"] for row in then["holds"]} == set(HOLD_STATES)
    assert {row["state"] for row in then["attempts"]} == set(get_args(AttemptState))


def is_whole(then: dict[str, Rows], book: Book) -> bool:
    """Every row is as it was, with what step 2 knows besides."""

    def urgency(hold_id: Value) -> int:
        return book.ledger.held_stay(int(hold_id or 0)).hold.urgency

    now = {table: rows(book.raw, table) for table in KEPT}
    holds = [{**row, "entry": "card", "urgency": urgency(row["id"])} for row in then["holds"]]
    search = [
        {"hold_id": row["hold_id"], "urgency": urgency(row["hold_id"]), "words": row["words"]}
        for row in then["open_search"]
    ]
    should = {**then, "holds": holds, "open_search": search}
    book.ledger.verify()
    assert book.raw.execute("PRAGMA foreign_key_check").fetchall() == []
    return [table for table in KEPT if now[table] != should[table]] == []


def test_every_row_comes_over_and_the_older_file_is_kept(older: Path) -> None:
    then = everything(older)
    book = Book(older)
    assert is_whole(everything(older.with_name(COPY)), book)
    book.ledger.close()
    assert everything(older.with_name(COPY)) == then
    assert sorted(path.name for path in older.parent.iterdir()) == ["ledger.db", COPY]
    assert Book(older).names() == BOARD


def test_board_counts_and_search_go_on(older: Path) -> None:
    book = Book(older)
    assert book.names() == BOARD
    counts = book.ledger.counts(NOW, TODAY)
    assert counts == {chip: len(book.names(chip)) for chip in CHIPS}
    assert (counts["open"], counts["asking"], counts["attention"]) == (16, 1, 2)
    assert book.ledger.total_held() == {"TRY": 3_240_000, "EUR": 20_000}
    assert book.finds("07abc118") == ["07 ABC 118"]
    # In closed_lately, and in the full-text index, which keeps no words that could be copied.
    assert book.finds("sample") == SAMPLE
    for place in ("105", "106", "107", "115", "116", "117", "118", "119", "124"):
        assert book.finds(place)[-1:] == [place]
    assert book.ledger.hold_named("iyzico", key="key-3", payment_id="", token="") == 3
    assert book.ledger.hold_named("iyzico", key="", payment_id="p-103", token="") == 3
    book.ledger.close()


def hold_in(book: Book, place: str) -> Hold:
    return next(row.hold for row in book.ledger.find(place) if row.stay.place == place)


def test_work_goes_on_where_it_was_left(older: Path) -> None:
    book = Book(older)
    book.captures(hold_in(book, "103"))
    back, refund = book.begins(hold_in(book, "115")._replace(state="refunding", was="captured"), "refund")
    assert book.finds("115") == ["115"]
    given = back._replace(state="refunded", refunded=back.captured)
    book.records(given, refund._replace(state="approved", settled_at=NOW))
    assert book.finds("115") == ["115"]
    book.holds = 100
    book.holds_deposit(DENIZ._replace(place="201", reference="R-9000"), lapses_at=NOW + WEEK)
    assert set(book.names()) ^ set(BOARD) == {"103", "201"}
    book.ledger.close()


def test_the_database_refuses_what_it_always_refused(older: Path) -> None:
    book = Book(older)
    assert number(book.raw, "PRAGMA foreign_keys") == 1
    for forbidden, why in (
        ("DELETE FROM holds", "append_only"),
        ("UPDATE holds SET amount = 1, version = version + 1", "append_only"),
        ("UPDATE holds SET entry = 'stored', version = version + 1", "append_only"),
        ("UPDATE holds SET clerk = 'x'", "hold_changed"),
        ("UPDATE holds SET state = 'released', version = version + 1 WHERE state = 'releasing'", "attempt_open"),
        ("UPDATE holds SET stay_id = 4711, version = version + 1", "append_only"),
        ("UPDATE journal SET event = 'x'", "append_only"),
        ("INSERT INTO journal VALUES (null, 0, '', 4711, null, 'x', '{}')", "FOREIGN KEY"),
    ):
        with pytest.raises(Exception, match=why):
            book.raw.execute(forbidden)
    with pytest.raises(AttemptOpen):
        book.begins(hold_in(book, "112")._replace(state="capturing"), "capture")
    with pytest.raises(IllegalStep):
        done(book.ledger.begin(hold_in(book, "114"), an_attempt(hold_in(book, "119"), "capture"), "capture_begun", {}))
    book.raw.execute("UPDATE stays SET departs = '2026-12-24'")
    assert number(book.raw, "SELECT count(*) FROM holds WHERE departs <> '2026-12-24'") == 0
    book.ledger.close()


class PowerCutError(Exception):
    """The PC goes off."""


def going_off(monkeypatch: pytest.MonkeyPatch, after: int, at_that_moment: Callable[[], None]) -> None:
    """Before statement number `after` of the migration."""
    real, done_so_far = migrations.tables, [0]

    def watched(db: Connection) -> object:
        database = real(db)
        execute = database.execute

        def counted(*words: str) -> object:
            if done_so_far[0] == after:
                at_that_moment()
                raise PowerCutError
            done_so_far[0] += 1
            return execute(*words)

        monkeypatch.setattr(database, "execute", counted)
        return database

    monkeypatch.setattr(migrations, "tables", watched)


def test_a_power_cut_at_any_statement_leaves_the_older_ledger(
    older: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    then, file = everything(older), prints(older)["ledger.db"]
    monkeypatch.setattr("frontdesk.ledger.creating.copy_before_migration", lambda *_: None)
    statements = 0
    while True:
        left = tmp_path / f"as left at {statements}" / "ledger.db"
        with monkeypatch.context() as cut:
            going_off(cut, statements, lambda to=left.parent: shutil.copytree(older.parent, to))  # type: ignore[misc]
            try:
                open_ledger(older, KEY).close()
                break
            except PowerCutError:
                assert prints(older) == {"ledger.db": file}
        again = Book(left)
        assert is_whole(then, again)
        again.ledger.close()
        shutil.rmtree(left.parent)
        statements += 1
    assert statements > len(schema_2.STATEMENTS)
    assert is_whole(then, Book(older))


def test_rows_that_refer_to_none_are_not_brought_over(older: Path) -> None:
    db = open_raw(older)
    db.execute("PRAGMA foreign_keys = 0")
    db.execute("INSERT INTO journal VALUES (900, 0, '', 4711, null, 'x', '{}')")
    db.close()
    file = prints(older)["ledger.db"]
    with pytest.raises(LedgerError, match="foreign_key_check"):
        open_ledger(older, KEY)
    assert prints(older)["ledger.db"] == file


def test_a_ledger_that_the_step_cannot_take_is_told_and_stays_as_it_was(older: Path) -> None:
    db = open_raw(older)
    db.execute("CREATE TABLE stored_cards (x TEXT) STRICT")
    db.close()
    file = prints(older)["ledger.db"]
    for _ in range(2):
        with pytest.raises(LedgerError) as trouble:
            open_ledger(older, KEY)
        assert trouble.value.problem == "ledger_corrupt"
        assert prints(older)["ledger.db"] == file


def test_an_older_ledger_is_not_touched_by_who_may_not_write_it(older: Path) -> None:
    with untouched(older):
        with pytest.raises(LedgerError, match="ledger_older"):
            open_ledger(older, KEY, read_only=True)
        with pytest.raises(LedgerError, match="ledger_wrong_key"):
            open_ledger(older, OTHER_KEY)


def test_an_older_backup_can_be_copied_as_it_is(older: Path, tmp_path: Path) -> None:
    then = everything(older)
    with untouched(older):
        view = open_ledger(older, KEY, read_only=True, older=True)
        view.backup(tmp_path / "taken.db")
        view.close()
    assert everything(tmp_path / "taken.db") == then
