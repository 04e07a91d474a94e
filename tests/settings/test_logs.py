"""The log says what happened and nothing about anybody."""

import json
import os
from pathlib import Path

import pytest

from frontdesk.settings.logs import EventLog, log_line

NOW = 1_795_000_000


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_line_is_an_event_with_its_facts(tmp_path: Path) -> None:
    path = tmp_path / "logs" / "desk.log"
    EventLog(path, lambda: NOW).write("started", {"kind": "practice", "milliseconds": 412, "version": "0.1.0"})
    assert lines(path) == [{"at": NOW, "event": "started", "kind": "practice", "milliseconds": 412, "version": "0.1.0"}]
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "value",
    [
        "4543600000000005",
        "4543-6000-0000-0005",
        "4543 6000 0000 0005",
        "454360.0000.000005",
        "Deniz Örnek",
        "not enough limit on the card",
        "<html>",
        "two\nlines",
        "x" * 65,
        4543600000000005,
    ],
)
def test_what_does_not_look_like_a_fact_is_withheld(value: str | int) -> None:
    assert json.loads(log_line(NOW, "answered", {"code": value}))["code"] == "?"


@pytest.mark.parametrize("name", ["guest", "card", "message", "body", "url", "text"])
def test_a_fact_that_is_not_listed_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=name):
        log_line(NOW, "answered", {name: "x"})


@pytest.mark.parametrize("event", ["", "Two words", "deniz örnek", "x" * 60, "4543600000000005", "a\nb"])
def test_an_event_is_a_name(event: str) -> None:
    with pytest.raises(ValueError, match="event"):
        log_line(NOW, event, {})


def test_an_exception_is_told_by_its_kind_and_place_alone(tmp_path: Path) -> None:
    path = tmp_path / "desk.log"
    try:
        log_line(NOW, "Deniz Örnek 4543600000000005", {})
    except ValueError as error:
        EventLog(path, lambda: NOW).trouble("question", error, {"hold": 7})
    (line,) = lines(path)
    assert (line["error"], line["hold"]) == ("ValueError", 7)
    assert str(line["where"]).startswith("settings.logs:")
    assert "Deniz" not in path.read_text(encoding="utf-8")


def test_the_log_never_outgrows_its_cap(tmp_path: Path) -> None:
    path = tmp_path / "desk.log"
    log = EventLog(path, lambda: NOW, cap=500, kept=2)
    for number in range(100):
        log.write("answered", {"hold": number})
    assert sorted(file.name for file in tmp_path.iterdir()) == ["desk.log", "desk.log.1", "desk.log.2"]
    assert all(file.stat().st_size <= 500 for file in tmp_path.iterdir())
    told = [line["hold"] for name in ("desk.log.2", "desk.log.1", "desk.log") for line in lines(tmp_path / name)]
    assert told == list(range(100 - len(told), 100))


def test_a_log_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file where the folder should be", encoding="utf-8")
    EventLog(tmp_path / "logs" / "desk.log", lambda: NOW).write("started")
