"""Wrong key or damaged file? SQLCipher says the same of both, so single pages are tried here, as its documentation
lays them out: 64 bytes of HMAC-SHA512 at the end of each page, over the page before them and its number, under a key
made from the salt."""

import hashlib
import hmac
from pathlib import Path

PAGE, SALT, VECTOR, MAC = 4096, 16, 16, 64
SALT_MASK, ROUNDS = 0x3A, 2


def some_page_is_ours(path: Path, key: bytes) -> bool:
    """Whether the file's start was never ours to judge (no salt, another format), or any page was written with
    `key`."""
    with path.open("rb") as file:
        salt = file.read(SALT)
        if len(salt) < SALT or salt == bytes(SALT) or salt.startswith(b"SQLite format 3"):
            return True
        mac_key = hashlib.pbkdf2_hmac("sha512", key, bytes(byte ^ SALT_MASK for byte in salt), ROUNDS, 32)
        file.seek(0)
        page_number = 1
        while len(page := file.read(PAGE)) == PAGE:
            start = SALT if page_number == 1 else 0
            signed = page[start : PAGE - MAC] + page_number.to_bytes(4, "little")
            if hmac.compare_digest(hmac.digest(mac_key, signed, "sha512"), page[PAGE - MAC :]):
                return True
            page_number += 1
    return False
