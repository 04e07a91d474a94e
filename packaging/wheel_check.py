"""The built wheel, installed and run outside the checkout: what a hotel gets, not what lies on the developer's disk."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import threading
import urllib.request

import child

# Seconds that the practice gateways may take to say their address.
PATIENCE_S = 60


def build(house: str, python: str, scratch: str) -> bool:
    """Build the wheel and install it, alone, into an environment that sees the packages of `.venv` but not its desk."""
    folder = os.path.join(scratch, "wheel")
    if not child.succeeds([python, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, house]):
        return False
    (name,) = os.listdir(folder)
    desk = os.path.join(scratch, "desk")
    here = "import pip, pathlib; print(pathlib.Path(pip.__path__[0]).parent)"
    if not child.succeeds([python, "-m", "venv", "--without-pip", desk]):
        return False
    own = child.answer(
        [_tool(scratch, "python"), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    ).strip()
    with open(os.path.join(own, "packages.pth"), "w", encoding="utf-8") as file:
        file.write(child.answer([python, "-c", here]))  # a folder named this way has its own .pth files left unread
    words = [python, "-m", "pip", "--python", desk, "install", "--quiet", "--no-index", "--no-deps"]
    return (
        child.succeeds([*words, os.path.join(folder, name)])
        and _lies_in(scratch)
        and child.succeeds([_tool(scratch, "frontdesk"), "--version"])
    )


def serves(scratch: str) -> bool:
    """Start the practice gateways of the wheel, ask the pretend bank what it did, and stop them."""
    running = subprocess.Popen(
        [_tool(scratch, "frontdesk"), "practice", "--json"],
        cwd=scratch,
        env=dict(child.environment(), **_profile(scratch)),
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        line = _first_line(running)
        told = json.loads(line)
        with urllib.request.urlopen(told["control"] + "/bank", timeout=PATIENCE_S) as answer:  # noqa: S310 -- loopback
            json.load(answer)
        print("accounts: " + ", ".join(sorted(told["accounts"])))
        return bool(told["accounts"])
    except (OSError, ValueError, KeyError, queue.Empty) as error:
        print(f"the practice gateways did not come up: {error!r}")
        return False
    finally:
        running.terminate()
        running.wait()


def tour(scratch: str) -> tuple[list[str], dict[str, str]]:
    """The words and the environment of the guided tour, off screen."""
    words = [_tool(scratch, "frontdesk"), "tour", "--out", os.path.join(scratch, "tour")]
    return words, dict(_profile(scratch), QT_QPA_PLATFORM="offscreen")


def _first_line(running: subprocess.Popen[str]) -> str:
    lines: queue.Queue[str] = queue.Queue()
    out = running.stdout
    assert out is not None
    threading.Thread(target=lambda: lines.put(out.readline()), daemon=True).start()
    return lines.get(timeout=PATIENCE_S)


def _lies_in(scratch: str) -> bool:
    """Whether the desk that would be run is the wheel's."""
    where = child.answer([_tool(scratch, "python"), "-c", "import frontdesk; print(frontdesk.__file__)"], cwd=scratch)
    if os.path.realpath(where).startswith(os.path.realpath(scratch)):
        return True
    print(f"not the wheel's desk: {where}")
    return False


def _tool(scratch: str, name: str) -> str:
    folder, ending = ("Scripts", ".exe") if os.name == "nt" else ("bin", "")
    return os.path.join(scratch, "desk", folder, name + ending)


def _profile(scratch: str) -> dict[str, str]:
    """A profile that goes away with the check."""
    names = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "LOCALAPPDATA", "APPDATA")
    return {name: os.path.join(scratch, "profile", name.lower()) for name in names}
