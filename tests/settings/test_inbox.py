"""The inbox: one file a notice, whole or not there, known again however often it comes and whoever has read it."""

import json
import os
from pathlib import Path
from threading import Barrier, Thread

import pytest

from frontdesk.domain.told import Notice
from frontdesk.settings.inbox import KEPT_SECONDS, MOST_BYTES, Arrived, Inbox, name_of

NOW = 1_795_000_000
PAID = Notice("ref-1", "THREE_DS_AUTH", "SUCCESS", key="hold-1", payment_id="4001", at=NOW - 12)
ARRIVED = Arrived("iyzico", PAID, NOW)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "inbox"


def ages(folder: Path, seconds: float) -> None:
    """Every file in the folder came so long before NOW."""
    for file in folder.rglob("*"):
        os.utime(file, (NOW - seconds, NOW - seconds))


def test_what_arrives_is_read_as_it_came(folder: Path) -> None:
    assert Inbox(folder).keep(ARRIVED) == "kept"
    (name,) = Inbox(folder).waiting()
    assert Inbox(folder).open(name) == ARRIVED
    assert name.startswith("iyzico-")
    if os.name == "posix":
        assert (folder.stat().st_mode & 0o777, (folder / name).stat().st_mode & 0o777) == (0o700, 0o600)


def test_the_file_holds_the_notice_and_nothing_else(folder: Path) -> None:
    Inbox(folder).keep(ARRIVED)
    (file,) = folder.iterdir()
    assert json.loads(file.read_text("utf-8")) == {"account": "iyzico", "arrived_at": NOW, **PAID._asdict()}


def test_the_same_notice_is_one_file_and_another_account_has_its_own(folder: Path) -> None:
    inbox = Inbox(folder)
    later = ARRIVED._replace(at=NOW + 900, notice=PAID._replace(at=NOW))
    told = [inbox.keep(one) for one in (ARRIVED, later, ARRIVED._replace(account="second"))]
    assert told == ["kept", "known", "kept"]
    assert len(inbox.waiting()) == 2


@pytest.mark.parametrize("orphan", [False, True])
def test_a_notice_that_was_read_is_known_until_it_is_forgotten(folder: Path, orphan: bool) -> None:
    inbox = Inbox(folder)
    inbox.keep(ARRIVED)
    inbox.put_away(name_of("iyzico", PAID), orphan=orphan)
    assert inbox.waiting() == ()
    assert inbox.keep(ARRIVED) == "known"
    assert inbox.orphans() == ((ARRIVED,) if orphan else ())
    ages(folder, KEPT_SECONDS - 1)
    inbox.tidy(NOW)
    assert inbox.keep(ARRIVED) == "known"
    ages(folder, KEPT_SECONDS + 1)
    inbox.tidy(NOW)
    assert inbox.keep(ARRIVED) == "kept"


def test_the_oldest_are_forgotten_first_where_there_are_too_many(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("frontdesk.settings.inbox.MOST_KEPT", 2)
    inbox = Inbox(folder)
    for number in range(4):
        arrived = ARRIVED._replace(notice=PAID._replace(reference=f"ref-{number}"))
        inbox.keep(arrived)
        name = name_of("iyzico", arrived.notice)
        inbox.put_away(name)
        os.utime(folder / "read" / name, (NOW - 10 + number, NOW - 10 + number))
    inbox.tidy(NOW)
    kept = [inbox.keep(ARRIVED._replace(notice=PAID._replace(reference=f"ref-{number}"))) for number in range(4)]
    assert kept == ["kept", "kept", "known", "known"]


def test_many_deliveries_at_one_moment_are_one_notice(folder: Path) -> None:
    start = Barrier(8)
    told: list[str] = []

    def deliver() -> None:
        start.wait()
        told.append(Inbox(folder).keep(ARRIVED))

    threads = [Thread(target=deliver) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["kept", *["known"] * 7]
    assert [file.suffix for file in folder.iterdir()] == [".json"]


def test_a_disk_that_knows_no_second_name_for_a_file_keeps_notices_too(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(_target: Path, _unfinished: Path) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuses)
    assert [Inbox(folder).keep(ARRIVED), Inbox(folder).keep(ARRIVED)] == ["kept", "known"]
    assert [file.suffix for file in folder.iterdir()] == [".json"]


def test_a_full_inbox_takes_no_more_but_still_knows_what_it_has(folder: Path) -> None:
    inbox = Inbox(folder, most=1)
    other = ARRIVED._replace(notice=PAID._replace(reference="ref-2"))
    assert [inbox.keep(one) for one in (ARRIVED, other, ARRIVED)] == ["kept", "full", "known"]
    inbox.put_away(name_of("iyzico", PAID))
    assert inbox.keep(other) == "kept"


def test_a_notice_too_large_for_its_file_is_not_kept(folder: Path) -> None:
    swollen = ARRIVED._replace(notice=PAID._replace(event="E" * MOST_BYTES))
    assert Inbox(folder).keep(swollen) == "unfit"
    assert Inbox(folder).waiting() == ()


def test_the_name_of_an_account_never_leads_out_of_the_folder(folder: Path) -> None:
    strange = ARRIVED._replace(account="../../Otel Çınar/🏨")
    assert Inbox(folder).keep(strange) == "kept"
    (name,) = Inbox(folder).waiting()
    assert Inbox(folder).open(name) == strange
    assert name.startswith("______Otel")


@pytest.mark.parametrize("broken", [PAID._replace(key="hold-\ud800"), PAID._replace(reference="hold-\ud800")])
def test_half_a_letter_is_not_kept(folder: Path, broken: Notice) -> None:
    assert Inbox(folder).keep(ARRIVED._replace(notice=broken)) == "unfit"
    assert Inbox(folder).waiting() == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "[" * 3000,
        "{}",
        json.dumps({"account": "iyzico", "arrived_at": "soon", **PAID._asdict()}),
        json.dumps({"account": "iyzico", "arrived_at": NOW, **PAID._asdict(), "key": 4}),
        json.dumps({"account": "iyzico", "arrived_at": NOW, **PAID._asdict(), "key": "hold-\ud800"}),
        " " * (MOST_BYTES + 1),
        "\xff",
    ],
)
def test_a_file_that_no_receiver_wrote_is_not_read(folder: Path, text: str) -> None:
    folder.mkdir()
    (folder / "iyzico-1.json").write_bytes(text.encode("latin-1"))
    assert Inbox(folder).open("iyzico-1.json") is None


def test_what_an_interrupted_receiver_left_is_no_notice_and_goes_away(folder: Path) -> None:
    inbox = Inbox(folder)
    inbox.keep(ARRIVED)
    (folder / "iyzico-2.json.77.new").write_bytes(b'{"acc')
    assert len(inbox.waiting()) == 1
    ages(folder, 60)
    inbox.tidy(NOW)
    assert len(list(folder.glob("*.new"))) == 1
    ages(folder, 7200)
    inbox.tidy(NOW)
    assert list(folder.glob("*.new")) == []
    assert len(inbox.waiting()) == 1


def test_before_the_first_notice_there_is_nothing_and_no_folder(folder: Path) -> None:
    inbox = Inbox(folder)
    inbox.tidy(NOW)
    assert (inbox.waiting(), inbox.orphans(), inbox.open("iyzico-1.json")) == ((), (), None)
    assert not folder.exists()


def test_an_orphan_that_is_brought_back_waits_again(folder: Path) -> None:
    inbox = Inbox(folder)
    inbox.keep(ARRIVED)
    inbox.put_away(name_of("iyzico", PAID), orphan=True)
    inbox.bring_back(ARRIVED)
    assert (inbox.orphans(), inbox.waiting()) == ((), (name_of("iyzico", PAID),))


def test_putting_away_what_is_gone_changes_nothing(folder: Path) -> None:
    folder.mkdir()
    Inbox(folder).put_away("iyzico-1.json")
    assert list(folder.rglob("*.json")) == []
