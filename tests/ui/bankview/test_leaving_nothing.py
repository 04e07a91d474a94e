"""After a payment nothing of its page is left, and the environment had no say in it (reliability bar B7.1, B7.2)."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from frontdesk.ui.bankview.returns import new_return_address
from tests.conftest import allowed_qt_warnings
from tests.web.bank import Bank
from tests.web.bank_pages import form
from tests.web.driver import Engine, open_engine

HERE = ("until_js", "!!document.querySelector('#here')")
SHOWN = ("js", "document.querySelector('#here').textContent")
CARD = "5528790000000008"  # documented test card


def own_folders(folder: Path) -> dict[str, str]:
    names = (
        "HOME",
        "TMPDIR",
        "XDG_DATA_HOME",
        "XDG_CONFIG_HOME",
        "XDG_CACHE_HOME",
        "XDG_STATE_HOME",
        "XDG_RUNTIME_DIR",
    )
    return dict.fromkeys(names, str(folder))


def test_no_file_is_left(bank: Bank, tmp_path: Path) -> None:
    """Not of the page with the card's form, its cookies, nor its storage."""
    to = new_return_address()
    js = "localStorage.card = document.cookie = 'card=" + CARD + "'; document.title = 'done'"

    with open_engine(bank, own_folders(tmp_path)) as engine:
        engine.visit(bank.at("/page", js=js), ("until_js", "document.title == 'done'"))
        engine.play(form(to, {"cardNumber": CARD, "status": "ok"}), ("event", "returned"), to=to)

    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert [file.name for file in files if CARD.encode() in file.read_bytes()] == []
    assert [file.name for file in files if "fontconfig" not in file.parts] == []


def test_cookies_and_storage_end_with_the_payment(engine: Engine, bank: Bank) -> None:
    engine.visit(bank.at("/cookies"), HERE, ("js", "localStorage.guest = 1; 0"))

    played = engine.visit(bank.at("/cookies-echo"), HERE, SHOWN, ("js", "localStorage.guest === undefined"))

    assert played.values == ["", True]


def test_cookies_and_storage_work_within_it(engine: Engine, bank: Bank) -> None:
    """Also in a frame of another host: banks' frames go blank without them."""
    echo = bank.at("/cookies-echo", "acs.bank.test", "https")
    set_it = f"document.cookie = 'g=1; SameSite=None; Secure'; location = '{echo}'"
    inner = bank.at("/page", "acs.bank.test", "https", js=set_it)
    js = f"onmessage = () => document.title = 'done'; const f = document.createElement('iframe'); f.src = {inner!r}; "
    done = ("until_js", "document.title == 'done'")

    engine.visit(bank.at("/page", "gw.site.test", "https"), HERE, ("js", js + "document.body.append(f); 0"), done)

    (seen,) = [seen for seen in bank.requests("/cookies-echo") if seen.host == "acs.bank.test"]
    assert seen.headers["cookie"] == "g=1"


def test_the_page_speaks_turkish_first_and_hides_nothing(engine: Engine, bank: Bank) -> None:
    engine.visit(bank.at("/language"), ("until_js", "document.readyState == 'complete'"), HERE)

    (seen,) = bank.requests("/language")
    assert seen.headers["accept-language"].startswith("tr-TR,tr")
    assert "Chrome/" in seen.headers["user-agent"]


def test_the_profile_is_off_the_record_and_what_a_payment_needs_not_is_off(engine: Engine, bank: Bank) -> None:
    (facts,) = engine.visit(bank.at("/page"), HERE, ("facts",)).values

    assert facts["off_the_record"]
    assert facts["extensions"] == []
    assert facts["on"] == [
        "Accelerated2dCanvasEnabled",
        "AutoLoadImages",
        "ErrorPageEnabled",
        "FocusOnNavigationEnabled",
        "JavascriptCanOpenWindows",
        "JavascriptEnabled",
        "LinksIncludedInFocusChain",
        "LocalStorageEnabled",
        "PrintElementBackgrounds",
        "ReadingFromCanvasEnabled",
        "ShowScrollBars",
        "WebRTCPublicInterfacesOnly",
    ]


@pytest.mark.parametrize("state", ["shown", "loading"])
def test_a_view_that_goes_without_being_closed_leaves_nothing(engine: Engine, bank: Bank, state: str) -> None:
    steps = (HERE, ("js", "window.open('about:blank'); 0")) if state == "shown" else ()

    played = engine.visit(bank.at("/page"), *steps, abandon=True)

    assert ["closed"] not in played.events


def test_a_hostile_environment_opens_nothing(bank: Bank, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    keys = tmp_path / "keys.log"
    hostile = {
        "QTWEBENGINE_REMOTE_DEBUGGING": f"127.0.0.1:{port}",
        "QTWEBENGINE_CHROMIUM_FLAGS": f"--ignore-certificate-errors --remote-debugging-port={port}",
        "QT_LOGGING_RULES": "*=true",
        "SSLKEYLOGFILE": str(keys),
        "https_proxy": f"http://127.0.0.1:{port}",
    }

    with open_engine(bank, hostile) as engine:
        engine.visit(bank.at("/hostile", "acs.bank.test", "https"), HERE)
        engine.visit(bank.at("/hostile-2", "acs.bank.test", "https"), ("event", "ended", "certificate"), pinned="")
        with socket.socket() as probe:
            assert probe.connect_ex(("127.0.0.1", port)) != 0, "the debug port is open"

    assert not keys.exists()
    assert bank.requests("/hostile-2") == []
    assert os.environ.get("SSLKEYLOGFILE") is None


def test_a_return_in_a_frame_reaches_the_listener_where_loopback_is_guarded(bank: Bank) -> None:
    """An engine that guards the local network drops the frame's way to it; the program's flags keep it open."""
    to = new_return_address()
    public = f"--ip-address-space-overrides=127.0.0.1:{bank.https_port}=public"

    with open_engine(bank, flags=("--enable-features=LocalNetworkAccessChecks", public)) as engine:
        frame = bank.at("/frame", "acs.bank.test", "https", to=to, how="post")
        played = engine.visit(frame, ("event", "returned"), to=to)

    assert played.returned == ("POST", "sub", {"status": "başarı", "a": "1"})


@pytest.mark.parametrize("end", ["closed", "leave"])
def test_under_the_programs_loop_other_tasks_go_on_and_the_end_is_clean(end: str) -> None:
    """Also where the program ends with the page open."""
    command = [sys.executable, "-W", "error", "-m", "tests.web.in_the_loop", end]

    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)

    assert (ended.returncode, ended.stdout) == (0, "{'status': 'ok'}\n"), ended.stderr
    said = [f"default: {line}" for line in ended.stderr.splitlines()]
    assert [line for line in said if not any(one.search(line) for one in allowed_qt_warnings())] == []
