"""Nothing that the desk writes or prints holds a card's number or CVV; and the scanner that says so finds every leak
that is planted for it."""

import base64
import gzip
import html
import json
import os
import sqlite3
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest

# Documented test cards whose middle digits are not all alike.
NUMBERS = {
    "iyzico": "6500528865390837",
    "oderopay": "9792075482365454",
    "ahlpay": "4155650100416111",
    "oduyo": "6501700194147183",
}
NUMBER, CVV = NUMBERS["iyzico"], "739"
# The card of AHL Pay's own samples knows its CVV.
CVVS = {"ahlpay": "715"}
CHECKOUT = Path(__file__).parents[2]

SPELLINGS: dict[str, Callable[[str], bytes]] = {
    "plain": str.encode,
    "with blanks": lambda number: " ".join(number[at : at + 4] for at in range(0, 16, 4)).encode(),
    "with dashes": lambda number: "-".join(number[at : at + 4] for at in range(0, 16, 4)).encode(),
    "utf-16-le": lambda number: number.encode("utf-16-le"),
    "utf-16-be": lambda number: number.encode("utf-16-be"),
    "utf-16 with blanks": lambda number: " ".join(number).encode("utf-16-le"),
    "in a URL": lambda number: quote(f"number={number[:4]} {number[4:]}").encode(),
    "every digit URL-coded": lambda number: "".join(f"%{ord(digit):02x}" for digit in number).encode(),
    "hexadecimal": lambda number: number.encode().hex().encode(),
    "hexadecimal of UTF-16": lambda number: number.encode("utf-16-le").hex().upper().encode(),
    "base64, first alignment": lambda number: base64.b64encode(number.encode()),
    "base64, second alignment": lambda number: base64.b64encode(b"=" + number.encode()),
    "base64, third alignment": lambda number: base64.b64encode(b"n=" + number.encode() + b"&"),
    "base64 of UTF-16": lambda number: base64.b64encode(b"x" + number.encode("utf-16-le")),
    "JSON-escaped": lambda number: "".join(f"\\u{ord(digit):04x}" for digit in number).encode(),
    "HTML-escaped": lambda number: "".join(f"&#{ord(digit)};" for digit in number).encode(),
    "HTML-escaped in hexadecimal": lambda number: "".join(f"&#x{ord(digit):x};" for digit in number).encode(),
    "reversed": lambda number: number[::-1].encode(),
    "in JSON in base64": lambda number: base64.urlsafe_b64encode(json.dumps({"card": {"number": number}}).encode()),
    "in gzip": lambda number: b"head" + gzip.compress(f"<input value='{number}'>".encode()),
    "in zlib": lambda number: b"\x00\x01" + zlib.compress(json.dumps({"n": number}).encode()) + b"tail",
    "in zlib, cut": lambda number: zlib.compress(number.encode() + os.urandom(4000))[:2000],
    "in base64 of gzip": lambda number: base64.b64encode(gzip.compress(number.encode() * 3)),
    "the middle alone": lambda number: f"…{number[4:12]}…".encode(),
}


def _in_a_file(folder: Path, leak: bytes) -> None:
    (folder / "notes.txt").write_bytes(b"before " + leak + b" after")


def _in_a_log(folder: Path, leak: bytes) -> None:
    lines = [b'{"at":1790000000,"event":"place"}'] * 500
    (folder / "desk.log.2").write_bytes(b"\n".join([*lines, b'{"error":"' + leak + b'"}', *lines]))


def _in_a_database(folder: Path, leak: bytes) -> None:
    """In a row that was deleted, so in a free page."""
    db = sqlite3.connect(folder / "Cookies")
    db.execute("PRAGMA secure_delete = 0")
    db.execute("CREATE TABLE rows (text BLOB)")
    db.executemany("INSERT INTO rows VALUES (?)", [(b"x" * 50 + leak,)] * 40)
    db.commit()
    db.execute("DELETE FROM rows")
    db.commit()
    db.close()


def _in_a_web_profile(folder: Path, leak: bytes) -> None:
    cache = folder / "Default" / "Cache" / "Cache_Data"
    cache.mkdir(parents=True)
    (cache / "f_00001a").write_bytes(os.urandom(3000).replace(b"\x1f", b"\x1e") + b"\x00" + leak + b"\x00" * 512)


LOCATIONS = {
    "file": _in_a_file,
    "log": _in_a_log,
    "database": _in_a_database,
    "web profile": _in_a_web_profile,
}


def scan(folder: Path, number: str, cvv: str = "") -> list[str]:
    """The lines of the scanner, which runs in a process of its own."""
    words = [sys.executable, "-m", "tests.kit.leak_scan", "--number", *(["--cvv"] if cvv else []), str(folder)]
    ran = subprocess.run(words, input=f"{number}\n{cvv}", capture_output=True, text=True, cwd=CHECKOUT, check=False)
    assert ran.stderr == ""
    lines = ran.stdout.splitlines()
    assert ran.returncode == (1 if lines else 0)
    assert number not in ran.stdout
    return lines


def test_every_planted_leak_is_found(tmp_path: Path) -> None:
    planted = []
    for where, plant in LOCATIONS.items():
        for spelling, spell in SPELLINGS.items():
            folder = tmp_path / where / spelling.replace(",", "")
            folder.mkdir(parents=True)
            plant(folder, spell(NUMBER))
            planted.append(folder)
    found = scan(tmp_path, NUMBER)
    missed = [str(folder) for folder in planted if not any(line.startswith(f"{folder}{os.sep}") for line in found)]
    assert missed == []


def test_a_leak_in_a_file_name_is_found(tmp_path: Path) -> None:
    (tmp_path / f"receipt-{NUMBER}.pdf").touch()
    assert scan(tmp_path, NUMBER)


@pytest.mark.parametrize(
    "leak",
    [
        b'{"cvc":"739"}',
        b"cvv=739&x=1",
        "securityCode: 7 3 9".encode("utf-16-le"),
        base64.b64encode(b'{"cardNumber":"x","cvc":"739"}'),
        gzip.compress(b"<input name=cv2 value='739'>" * 3, mtime=0),  # the hour would stand in the test's name
        html.escape('<b>güvenlik kodu</b> "739"').encode(),
    ],
)
def test_a_cvv_near_its_name_is_found(tmp_path: Path, leak: bytes) -> None:
    (tmp_path / "wire.log").write_bytes(b"before " + leak + b" after")
    assert any(": cvv at" in line for line in scan(tmp_path, NUMBER, CVV))


def test_what_may_be_kept_is_no_leak(tmp_path: Path) -> None:
    kept = f"{NUMBER[:6]}******{NUMBER[-4:]} {NUMBER[:6]} {NUMBER[-4:]} 739 TL, folio 1739, {os.urandom(500).hex()}"
    (tmp_path / "receipt.txt").write_text(kept)
    assert scan(tmp_path, NUMBER, CVV) == []


@pytest.mark.parametrize("gateway", list(NUMBERS))
def test_the_desk_writes_and_prints_no_card_data(tmp_path: Path, gateway: str) -> None:
    """Held, declined, 3DS, never answered, an exception in each layer and a hard end, all of it logged at DEBUG."""
    number, cvv = NUMBERS[gateway], CVVS.get(gateway, CVV)
    words = [sys.executable, "-X", "dev", "-m", "tests.endtoend.windowless_desk", gateway]
    home = {"FRONTDESK_HOME": str(tmp_path / "home"), "TMPDIR": str(tmp_path / "tmp"), "HOME": str(tmp_path)}
    (tmp_path / "tmp").mkdir()
    ran = subprocess.run(
        words,
        input=f"{number}\n{cvv}",
        capture_output=True,
        text=True,
        cwd=CHECKOUT,
        env=os.environ | home,
        check=False,
    )
    (tmp_path / "printed.txt").write_text(ran.stdout + ran.stderr)
    assert ran.returncode == 7, ran.stderr
    written = {path.name for path in tmp_path.rglob("*") if path.is_file()}
    assert {"ledger.db", "ledger.db-wal", "debug.log", "settings.json"} <= written
    assert "a layer broke" in ran.stderr
    assert scan(tmp_path, number, cvv) == []
