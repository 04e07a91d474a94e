"""AHL Pay's hash: upper-case SHA-512 over UTF-16 little-endian text without a byte-order mark (AHL Pay notes §6.1)."""

import hashlib
import hmac


def recipe(hash_password: str, rnd: str, order: str, total: str, merchant: str) -> str:
    """128 upper-case hex digits over the five parts, which follow each other without a separator."""
    text = hash_password + rnd + order + total + merchant
    return hashlib.sha512(text.encode("utf-16-le", "surrogatepass")).hexdigest().upper()


def same(given: str, expected: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), expected.encode())
