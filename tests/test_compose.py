"""The first start, the second, and every start that must not happen, with real files and a key store in memory."""

import asyncio
import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from frontdesk.commands import account, recover
from frontdesk.compose import Trouble, connect, open_desk, open_window, parts
from frontdesk.domain.attempt import Attempt
from frontdesk.domain.hold import Hold, Stay
from frontdesk.gateways.accounts import GATEWAYS
from frontdesk.settings import paths, secrets, store
from frontdesk.settings.paths import Folders
from frontdesk.ui.start import Parts, Unopened
from frontdesk.ui.theme import Looks
from tests.domain.rows import NOON, a_hold, an_attempt
from tests.settings.key_stores import MemoryKeyStore


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(paths.ROOT_VARIABLE, str(tmp_path / "first"))
    return tmp_path


@pytest.fixture(autouse=True)
def key_store(monkeypatch: pytest.MonkeyPatch) -> MemoryKeyStore:
    kept = MemoryKeyStore()
    monkeypatch.setattr(secrets, "system_key_store", lambda: kept)
    return kept


def prints(folder: Path) -> dict[str, str]:
    """Every file below a folder and what it holds, as a digest."""
    return {str(file): hashlib.sha256(file.read_bytes()).hexdigest() for file in folder.rglob("*") if file.is_file()}


def blocks_a_deposit() -> Folders:
    """Open the live desk, put a hold in its ledger, close it."""
    opened = open_desk("live")
    stay = Stay(0, "Deniz", "Örnek", "204", "RZV-1", "2026-11-21", "2026-11-24")
    hold: Hold = a_hold("placing", payment_id="")._replace(id=0, stay_id=0, held_at=0, version=0)
    attempt: Attempt = an_attempt("place", key="key-place", problem="")._replace(
        id=0, hold_id=0, state="begun", ask_at=0
    )

    async def block() -> None:
        held, begun = await opened.desk.ledger.begin_place(stay, hold, attempt, "", {})
        done = begun._replace(state="approved", settled_at=NOON)
        await opened.desk.ledger.record(held.hold._replace(state="held", held_at=NOON), done, "held", {}, NOON)

    asyncio.run(block())
    opened.close()
    return opened.place


def test_practice_starts_in_a_sample_house_with_a_key_file_and_shows_no_recovery_key() -> None:
    opened = open_desk("practice")
    opened.close()
    assert (opened.recovery_key, opened.desk.house.name) == ("", "Örnek Otel")
    assert opened.place.ledger_key.exists()


def test_live_shows_a_recovery_key_until_somebody_wrote_it_down(key_store: MemoryKeyStore) -> None:
    first = open_desk("live")
    first.close()
    second = parts("live")
    assert isinstance(second, Parts)
    second.recovery_written()
    second.close()
    third = open_desk("live")
    third.close()
    assert secrets.from_recovery_key(first.recovery_key) == secrets.ledger_key("live", first.place, key_store)
    assert (second.recovery_key, third.recovery_key) == (first.recovery_key, "")
    assert not first.place.ledger_key.exists()


def test_a_first_start_that_was_cut_off_goes_on_with_its_key(key_store: MemoryKeyStore) -> None:
    place = paths.folders("live")
    paths.prepare(place)
    place.first_start.touch()
    key = secrets.new_ledger_key("live", place, key_store)
    opened = open_desk("live")
    opened.close()
    assert secrets.from_recovery_key(opened.recovery_key) == key
    assert not place.first_start.exists()


def test_a_disk_without_room_for_the_settings_still_opens_and_a_lost_ledger_is_still_noticed(
    key_store: MemoryKeyStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(store, "save", full)
        open_desk("live").close()
    paths.folders("live").ledger.unlink()
    with pytest.raises(Trouble) as trouble:
        open_desk("live")
    assert trouble.value.problem == "ledger_missing"


def test_a_key_without_ledger_and_settings_is_a_lost_ledger_and_no_first_start(key_store: MemoryKeyStore) -> None:
    place = blocks_a_deposit()
    place.ledger.unlink()
    place.settings.unlink()
    with pytest.raises(Trouble) as trouble:
        open_desk("live")
    assert trouble.value.problem == "ledger_missing"
    assert not place.ledger.exists()


@pytest.mark.parametrize(
    ("damage", "problem"),
    [
        (lambda place, keys: place.ledger.unlink(), "ledger_missing"),
        (lambda place, keys: keys.kept.clear(), "ledger_key_missing"),
        (lambda place, keys: place.ledger.write_bytes(place.ledger.read_bytes()[:5000]), "ledger_corrupt"),
        (lambda place, keys: place.ledger.write_bytes(bytes(20_000)), "ledger_corrupt"),
        (lambda place, keys: keys.kept.update(dict.fromkeys(keys.kept, "ab" * 32)), "ledger_wrong_key"),
        (lambda place, keys: place.settings.write_text("{", encoding="utf-8"), "settings_unreadable"),
    ],
    ids=["missing", "no key", "cut", "zeroed", "other key", "settings"],
)
def test_what_cannot_be_opened_is_said_and_never_begun_afresh(
    damage: object, problem: str, key_store: MemoryKeyStore, home: Path
) -> None:
    place = blocks_a_deposit()
    assert callable(damage)
    damage(place, key_store)
    before = prints(home)
    with pytest.raises(Trouble) as trouble:
        open_desk("live")
    assert trouble.value.problem == problem
    assert prints(home) == before


def test_a_second_program_on_the_same_ledger_is_told_so() -> None:
    first = open_desk("practice")
    try:
        with pytest.raises(Trouble) as trouble:
            open_desk("practice")
        assert trouble.value.problem == "ledger_locked"
    finally:
        first.close()


def test_another_pc_opens_ledger_and_backup_with_the_recovery_key(
    home: Path, key_store: MemoryKeyStore, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    first = open_desk("live")
    typed = first.recovery_key.lower().replace("-", " ")
    first.close()
    place = blocks_a_deposit()
    opened = open_desk("live")
    opened.desk.ledger.backup(home / "backup.db")
    opened.close()
    monkeypatch.setattr("getpass.getpass", lambda prompt: typed)
    for number, found in enumerate((place.ledger, home / "backup.db")):
        key_store.kept.clear()
        monkeypatch.setenv(paths.ROOT_VARIABLE, str(home / f"another-{number}"))
        assert recover.run([str(found)]) == 0
        elsewhere = open_desk("live")
        found_there = [(held.stay.guest, held.hold.state) for held in elsewhere.desk.ledger.find("204")]
        assert found_there == [("Deniz Örnek", "unknown")], "what happened since the backup must be asked"
        assert elsewhere.desk.restored_at > 0
        assert sorted(file.name for file in paths.folders("live").root.glob("ledger*")) == [
            "ledger.db",
            "ledger.db-wal",
        ]
        elsewhere.close()
    assert recover.run([str(place.ledger)]) == 1, "a ledger that is there is never overwritten"
    assert typed not in capsys.readouterr().out


def test_a_recovery_that_was_cut_off_leaves_no_ledger_that_is_trusted(
    home: Path, key_store: MemoryKeyStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = open_desk("live")
    typed = first.recovery_key
    first.close()
    place = blocks_a_deposit()
    key_store.kept.clear()
    monkeypatch.setattr("getpass.getpass", lambda prompt: typed)
    monkeypatch.setenv(paths.ROOT_VARIABLE, str(home / "another"))

    async def power_cut(*_: object) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as cut:
        cut.setattr(recover, "distrust", power_cut)
        with pytest.raises(KeyboardInterrupt):
            recover.run([str(place.ledger)])
    assert not paths.folders("live").ledger.exists()
    assert recover.run([str(place.ledger)]) == 0
    again = open_desk("live")
    assert [held.hold.state for held in again.desk.ledger.find("204")] == ["unknown"]
    again.close()


@pytest.mark.parametrize("typed", ["", "not a key", "00000-" * 13])
def test_a_wrong_recovery_key_changes_nothing(typed: str, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = blocks_a_deposit()
    monkeypatch.setattr("getpass.getpass", lambda prompt: typed)
    monkeypatch.setenv(paths.ROOT_VARIABLE, str(home / "another"))
    before = prints(home)
    assert recover.run([str(place.ledger)]) == 1
    assert prints(home) == before


def test_an_account_is_added_with_unseen_keys_listed_and_removed(
    key_store: MemoryKeyStore, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("getpass.getpass", lambda prompt: "sandbox-ExampleApiKey00000000000001")
    assert account.run(["add", "iyzico", "--test", "--set", "margin=15"]) == 0
    assert account.run(["list", "--test"]) == 0
    shown = capsys.readouterr().out
    kept = store.load(paths.folders("test").settings, "test").accounts
    assert [(one.gateway, one.values["margin"]) for one in kept] == [("iyzico", "15")]
    assert "keys are kept" in shown
    assert "ExampleApiKey" not in shown + paths.folders("test").settings.read_text(encoding="utf-8")
    assert account.run(["remove", "iyzico", "--test"]) == 0
    assert store.load(paths.folders("test").settings, "test").accounts == ()
    assert key_store.kept == {}


@pytest.mark.parametrize("words", [[], ["add"], ["add", "somebank"], ["remove"], ["dance"]])
def test_unknown_words_are_answered_with_the_known_ones(words: list[str]) -> None:
    assert account.run(words) == 2


@pytest.mark.parametrize("word", ["callback_key=whk", "api_key=sandbox", "--live", "margin"])
def test_a_key_never_stands_among_the_words_of_a_command(word: str, key_store: MemoryKeyStore) -> None:
    assert account.run(["add", "oderopay", "--test", "--set", word]) == 2
    assert key_store.kept == {}
    assert not paths.folders("test").settings.exists()


def test_a_callback_key_is_kept_in_the_key_store_alone(
    key_store: MemoryKeyStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("getpass.getpass", lambda prompt: f"typed-{prompt.split()[0].lower()}")
    assert account.run(["add", "oderopay", "--test"]) == 0
    names = (GATEWAYS["oderopay"].secrets, GATEWAYS["oderopay"].needed_secrets)
    assert secrets.account_secrets("test", "oderopay", *names)["callback_key"] == "typed-callback"
    assert "typed-" not in paths.folders("test").settings.read_text(encoding="utf-8")
    monkeypatch.setattr("getpass.getpass", lambda prompt: "" if "Callback" in prompt else "typed-again")
    assert account.run(["add", "oderopay", "--test"]) == 0
    assert "callback_key" not in secrets.account_secrets("test", "oderopay", *names)
    assert account.run(["remove", "oderopay", "--test"]) == 0
    assert key_store.kept == {}


def test_an_account_without_its_keys_keeps_no_other_from_the_desk(
    key_store: MemoryKeyStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("getpass.getpass", lambda prompt: "typed-key")
    for gateway in ("iyzico", "oderopay"):
        assert account.run(["add", gateway, "--test"]) == 0
    secrets.forget_account_secrets("test", "iyzico")
    opened = open_desk("test")
    connect(opened)
    assert list(opened.desk.accounts) == ["oderopay"]
    assert '"account": "iyzico"' in opened.place.log.read_text(encoding="utf-8")
    opened.close()


def test_settings_that_cannot_be_read_are_said_by_recover_too(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    first = open_desk("live")
    typed = first.recovery_key
    first.close()
    place = blocks_a_deposit()
    monkeypatch.setattr("getpass.getpass", lambda prompt: typed)
    monkeypatch.setenv(paths.ROOT_VARIABLE, str(home / "another"))
    elsewhere = paths.folders("live")
    elsewhere.root.mkdir(parents=True)
    elsewhere.settings.write_text("{", encoding="utf-8")
    assert recover.run([str(place.ledger)]) == 1
    assert "settings_unreadable" in capsys.readouterr().out
    assert not elsewhere.ledger.exists()


def test_a_setting_that_no_gateway_knows_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getpass", lambda prompt: "key")
    assert account.run(["add", "oderopay", "--test", "--set", "colour=red"]) == 1
    assert not paths.folders("test").settings.exists()


def test_practice_reaches_its_own_gateways_alone_and_keeps_its_bank() -> None:
    opened = open_desk("practice")
    opened.desk.line = connect(opened)
    hosts = {name: one.gateway.base_url.split(":")[1] for name, one in opened.desk.accounts.items()}
    assert hosts == dict.fromkeys(GATEWAYS, "//127.0.0.1")
    opened.close()
    assert opened.practice is not None


def test_live_as_root_is_refused_before_the_ledger_is_touched(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr("frontdesk.compose.os.geteuid", lambda: 0, raising=False)

    def run(opened: Callable[[], Unopened]) -> int:
        said.append(opened().problem)
        return 1

    monkeypatch.setattr("frontdesk.ui.start.run", run)
    assert open_window("live") == 1
    assert said == ["live_refuses_root"]
    assert not (home / "first").exists()


def test_looks_that_cannot_be_read_are_the_systems_own() -> None:
    place = paths.folders("practice")
    place.root.mkdir(parents=True)
    (place.root / "looks.json").write_text(json.dumps({"scheme": 3}), encoding="utf-8")
    built = parts("practice")
    assert isinstance(built, Parts)
    assert built.looks == Looks()
    built.close()


def test_what_could_not_be_opened_is_told_in_the_houses_language() -> None:
    place = blocks_a_deposit()
    settings = store.load(place.settings, "live")
    store.save(place.settings, settings._replace(house=settings.house._replace(language="en")))
    place.ledger.unlink()
    assert parts("live") == Unopened("ledger_missing", "en")
