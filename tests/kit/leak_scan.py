"""Finds a card number or a CVV in everything a program wrote, however it is spelled there.

    python -m tests.kit.leak_scan --number [--cvv] FOLDER…

reads the number (and, in a second line, the CVV) from standard input, never from its arguments; prints one line a hit,
`file: form at offset`, without what was found; ends with 1 when there was one. It runs in a process of its own: a
foreign handle on an open ledger would drop SQLite's locks. Standard library only.

The needle is not the whole number but each run of eight digits that covers its places 7 to 12: only the first six and
the last four may ever be kept.
"""

import argparse
import base64
import binascii
import re
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

DEEPEST = 3
MOST_UNPACKED = 1 << 26
NEAR = 48  # bytes between the name of a CVV and its value
# What may stand between two digits: blanks, dashes, dots, the noughts of UTF-16; also as a URL or a page spells them.
BETWEEN = rb"(?:[\s\-._/\x00]|%20|%2[dD]|\+|&nbsp;|\xc2\xa0|\xe2\x80[\x80-\x95\xaf]){0,4}"
BASE64_RUN = re.compile(rb"[A-Za-z0-9+/_-]{16,}={0,2}")
HEX_RUN = re.compile(rb"(?:[0-9a-fA-F]{2}[ :]?){8,}")
CVV_NAMES = re.compile(rb"cvv|cvc|cv2|guvenlik|g\xc3\xbcvenlik|securitycode|security_code", re.IGNORECASE)
PACKED = re.compile(rb"\x1f\x8b\x08|\x78[\x01\x5e\x9c\xda]")


class Hit(NamedTuple):
    """`place` is the file with what was unpacked inside it; `form` how the needle was spelled there."""

    place: str
    form: str
    offset: int


class Needle:
    """The forms in which one secret is looked for."""

    def __init__(self, number: str) -> None:
        digits = "".join(filter(str.isdigit, number))
        if len(digits) < 12:
            raise ValueError("a card number has at least twelve digits")
        windows = [digits[start : start + 8] for start in range(4, 7) if start + 8 <= len(digits)]
        self.forms: list[tuple[str, re.Pattern[bytes]]] = []
        for window in windows:
            self.forms += [
                ("digits", _spelled(window)),
                ("reversed digits", _spelled(window[::-1])),
                ("hexadecimal", re.compile(rb"[\s:]?".join(_hex_digit(digit) for digit in window))),
                ("base64", re.compile(b"|".join(sorted(_in_base64(window))))),
            ]

    def found_in(self, data: bytes) -> Iterator[tuple[str, int]]:
        for form, pattern in self.forms:
            match = pattern.search(data)
            if match:
                yield form, match.start()


def _spelled(window: str) -> re.Pattern[bytes]:
    """Plain, grouped, UTF-16, and escaped as URLs, JSON, JavaScript and HTML do."""
    digits = [_one_digit(digit) for digit in window]
    return re.compile(BETWEEN.join(digits))


def _one_digit(digit: str) -> bytes:
    code = f"{ord(digit):x}".encode()
    entity = str(ord(digit)).encode()
    plain = digit.encode()
    return rb"(?:%b|%%%b|\\u00%b|\\x%b|&#0{0,5}%b;|&#[xX]0{0,5}%b;)" % (plain, code, code, code, entity, code)


def _hex_digit(digit: str) -> bytes:
    """Also of UTF-16, in either byte order."""
    return rb"(?:00)?3" + digit.encode() + rb"(?:00)?"


def _in_base64(window: str) -> set[bytes]:
    """The part of the base64 text that does not depend on its neighbours, at each of the three alignments."""
    found = set()
    for raw in (window.encode("ascii"), window.encode("utf-16-le"), window.encode("utf-16-be")):
        for shift in range(3):
            text = base64.b64encode(b"\0" * shift + raw)
            head = (0, 2, 3)[shift]
            rest = (shift + len(raw)) % 3
            tail = {0: 0, 1: 3, 2: 2}[rest]
            found.add(re.escape(text[head : len(text) - tail]))
    return found


def views(data: bytes, place: str, depth: int = 0) -> Iterator[tuple[str, bytes]]:
    """The bytes themselves, what is packed in them, and what their base64 and hexadecimal runs stand for."""
    yield place, data
    if depth == DEEPEST:
        return
    for match in PACKED.finditer(data):
        plain = _unpacked(data[match.start() :])
        if plain:
            yield from views(plain, f"{place}!unpacked at {match.start()}", depth + 1)
    for match in BASE64_RUN.finditer(data):
        for plain in _decoded(match[0]):
            if _may_hold_text(plain):
                yield from views(plain, f"{place}!base64 at {match.start()}", depth + 1)
    for match in HEX_RUN.finditer(data):
        digits = re.sub(rb"[ :]", b"", match[0])
        plain = binascii.unhexlify(digits)
        if _may_hold_text(plain):
            yield from views(plain, f"{place}!hex at {match.start()}", depth + 1)


def _unpacked(data: bytes) -> bytes:
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 32)
    plain = b""
    try:
        # In pieces, so that what stands before a cut or a fault is still seen.
        for start in range(0, len(data), 1024):
            plain += unpacker.decompress(data[start : start + 1024], MOST_UNPACKED)
            if unpacker.eof or len(plain) > MOST_UNPACKED:
                break
    except zlib.error:
        pass
    return plain


def _decoded(run: bytes) -> Iterator[bytes]:
    """At each of the four places where it may begin: letters before it look like a part of it."""
    whole = run.rstrip(b"=").replace(b"-", b"+").replace(b"_", b"/")
    for start in range(4):
        text = whole[start : len(whole) - (len(whole) - start) % 4]
        try:
            yield base64.b64decode(text)
        except binascii.Error:
            continue


def _may_hold_text(plain: bytes) -> bool:
    return PACKED.search(plain) is not None or sum(32 <= byte < 127 for byte in plain) * 2 >= len(plain)


def cvv_near_its_name(data: bytes, cvv: str) -> int:
    """Where the value stands as a word of its own near a name of it, -1 for nowhere."""
    flat = data.replace(b"\0", b"")
    value = re.compile(rb"(?<!\d)" + BETWEEN.join(_one_digit(digit) for digit in cvv) + rb"(?!\d)")
    for name in CVV_NAMES.finditer(flat):
        if value.search(flat[max(0, name.start() - NEAR) : name.end() + NEAR]):
            return name.start()
    return -1


def scanned(folders: list[Path], number: str, cvv: str = "") -> Iterator[Hit]:
    """Every file below, and the names of files."""
    needle = Needle(number)
    for folder in folders:
        for path in sorted([folder] if folder.is_file() else folder.rglob("*")):
            for form, offset in needle.found_in(path.name.encode("utf-8", "surrogateescape")):
                yield Hit(f"{path.parent}/(a name)", form, offset)
            if path.is_symlink() or not path.is_file():
                continue
            for place, data in views(path.read_bytes(), str(path)):
                yield from (Hit(place, form, offset) for form, offset in needle.found_in(data))
                offset = cvv_near_its_name(data, cvv) if cvv else -1
                if offset >= 0:
                    yield Hit(place, "cvv", offset)


def main() -> int:
    wanted = argparse.ArgumentParser(prog="python -m tests.kit.leak_scan", description=__doc__)
    wanted.add_argument("--number", action="store_true", required=True, help="read from the first line of input")
    wanted.add_argument("--cvv", action="store_true", help="read from the second line of input")
    wanted.add_argument("folders", nargs="+", type=Path)
    asked = wanted.parse_args()
    number, *rest = sys.stdin.read().splitlines()
    hits = list(scanned(asked.folders, number, rest[0] if asked.cvv else ""))
    for hit in hits:
        sys.stdout.write(f"{hit.place}: {hit.form} at {hit.offset}\n")
    return 1 if hits else 0


if __name__ == "__main__":
    sys.exit(main())
