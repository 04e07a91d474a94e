"""`frontdesk tour --out DIR [--language tr|en] [--theme light|dark]`: the real windows, driven and photographed.

A day at the desk against the practice gateways, on the screen or off it: holds with and without the bank's page, a
refusal, check-out, release, refund, a rental, answers that get lost, and a restart with the network cut. On the second
day the other gateways: margins, charged deposits and their return, kept cards, cards that the guest types, a webhook,
a terminal's slip, and what every account can do. Writes a
numbered picture of every screen and tour.json to DIR; after every step the ledger is held against the bank. The main
language and palette are those named (tr and light); the key screens follow in the others.

The desk's files are made in a folder of their own and go away with the tour. Exit code 0; 1 when a step failed or
ledger and bank differ, with the reason in one line; 2 for words it does not know.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from time import monotonic, time

from frontdesk.commands.touring.album import STORY, Album
from frontdesk.commands.touring.clock import FRIDAY
from frontdesk.settings.paths import ROOT_VARIABLE

CHOICES = {"--language": ("tr", "en"), "--theme": ("light", "dark")}
CHAPTERS = ("day", "restart", "gateways")
SCREEN = {"name": "counter", "x": 0, "y": 0, "width": 1920, "height": 1080, "logicalDpi": 96, "dpr": 1}
# A chapter that takes longer is taken to hang.
LONGEST_S = 240


def run(arguments: list[str]) -> int:
    """Take the tour."""
    told = _options(arguments)
    if told is None:
        print((__doc__ or "").strip())
        return 0 if arguments == ["--help"] else 2
    folder = Path(told["--out"])
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for old in (*folder.glob("[0-9]*-*.png"), folder / "failed.png", folder / STORY):
            old.unlink(missing_ok=True)
    except OSError as error:
        print(f"The pictures cannot be kept in {folder}: {error.strerror}.")
        return 1
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        print("As root, so WebEngine runs without its sandbox (practice; live accounts refuse this).", flush=True)
    began = monotonic()
    home = tempfile.mkdtemp(prefix="frontdesk-tour-")
    try:
        _play(home, folder, told["--language"], told["--theme"])
    finally:
        shutil.rmtree(home, ignore_errors=True)
    return tell(Album(folder), monotonic() - began)


def _play(home: str, folder: Path, language: str, theme: str) -> None:
    """Chapter after chapter, each in a process of its own: a restart is one. The first that fails is the last."""
    ahead = str(FRIDAY.timestamp() - time())
    for chapter in CHAPTERS:
        words = [sys.executable, "-m", "frontdesk.commands.touring.chapter", chapter, str(folder), ahead, language]
        try:
            played = subprocess.run(  # noqa: S603 -- the program itself
                [*words, theme],
                env=_environment(home),
                stdout=subprocess.PIPE,
                text=True,
                timeout=LONGEST_S,
                check=True,
            )
        except subprocess.SubprocessError as error:
            Album(folder).fail(f"the chapter “{chapter}” ended badly: {type(error).__name__}")
            return
        ahead = played.stdout.split()[-1]


def _environment(home: str) -> dict[str, str]:
    """The desk's files in a folder of the tour's own; off screen where there is no screen."""
    environment = {**os.environ, ROOT_VARIABLE: home}
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    if environment.get("QT_QPA_PLATFORM") == "offscreen":
        # Its own screen is smaller than the window: questions and lists would be pushed aside.
        screen = Path(home) / "screen.json"
        screen.write_text(json.dumps({"screens": [SCREEN]}), encoding="ascii")
        environment["QT_QPA_PLATFORM"] = f"offscreen:configfile={screen}"
    return environment


def tell(album: Album, seconds: float) -> int:
    """Say how it went; the exit code."""
    problem = album.problem()
    if problem:
        print(f"The tour failed: {problem}")
        return 1
    steps = len(album.pages)
    print(f"{steps} steps in {seconds:.0f} s; the ledger and the bank agree after each. {album.folder / STORY}")
    return 0


def _options(arguments: list[str]) -> dict[str, str] | None:
    """The options with their values; None for words that are not understood."""
    told = {"--language": "tr", "--theme": "light"}
    words = [part for word in arguments for part in (word.split("=", 1) if word.startswith("--") else [word])]
    while words:
        name, *rest = words
        if name not in {"--out", *CHOICES} or not rest or (name in CHOICES and rest[0] not in CHOICES[name]):
            return None
        told[name], words = rest[0], rest[1:]
    return told if "--out" in told else None
