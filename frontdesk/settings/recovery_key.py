"""The ledger's key as a person writes it down: thirteen groups of five characters, each group guarding itself.

The alphabet is Crockford's: no I, L, O or U. 256 bits fill 52 characters but for four bits, which hold a check over
the whole.
Four characters of each group carry the key, the fifth guards them: it is a weighted sum over GF(32) with the group's
own number in
it, so that one wrong character, two exchanged ones, and two exchanged groups are all noticed, and the group can be
named.
"""

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS, CARRYING = 13, 4
KEY_BYTES = 32
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "-": "", "–": "", " ": "", "\n": "", "\r": "", "\t": ""})
# x⁵ + x² + 1, under which 2 generates all of GF(32).
_POLYNOMIAL = 0b100101


class RecoveryKeyError(ValueError):
    """`problem` is always recovery_key_wrong. `wrong` is length, letter, group or whole; `group` counts from 1 and is
    0 where no single group is to blame."""

    def __init__(self, wrong: str, group: int = 0) -> None:
        super().__init__(f"{wrong} {group}" if group else wrong)
        self.problem = "recovery_key_wrong"
        self.wrong = wrong
        self.group = group


def to_recovery_key(key: bytes) -> str:
    """Thirteen groups of five characters, with hyphens. `key` has 32 bytes."""
    if len(key) != KEY_BYTES:
        raise ValueError("a ledger key has 32 bytes")
    number = int.from_bytes(key) << 4 | _whole_check(key)
    values = [number >> 5 * place & 31 for place in reversed(range(GROUPS * CARRYING))]
    groups = [values[start : start + CARRYING] for start in range(0, len(values), CARRYING)]
    return "-".join(
        "".join(ALPHABET[value] for value in (*group, _guard(group, index))) for index, group in enumerate(groups, 1)
    )


def from_recovery_key(text: str) -> bytes:
    """The key of a recovery key, however it was typed: small letters, blanks or no hyphens, O for 0, I or L for 1.

    Raises RecoveryKeyError.
    """
    typed = text.upper().translate(_READ_AS)
    size = CARRYING + 1
    for place, letter in enumerate(typed):
        if letter not in ALPHABET:
            raise RecoveryKeyError("letter", place // size + 1)
    if len(typed) != GROUPS * size:
        raise RecoveryKeyError("length")
    number = 0
    for index in range(1, GROUPS + 1):
        *group, guard = (ALPHABET.index(letter) for letter in typed[(index - 1) * size : index * size])
        if guard != _guard(group, index):
            raise RecoveryKeyError("group", index)
        for value in group:
            number = number << 5 | value
    key = (number >> 4).to_bytes(KEY_BYTES)
    if number & 15 != _whole_check(key):
        raise RecoveryKeyError("whole")
    return key


def _guard(group: list[int], index: int) -> int:
    guard = index
    for value in group:
        guard = _doubled(guard) ^ value
    return _doubled(guard)


def _doubled(value: int) -> int:
    doubled = value << 1
    return doubled ^ _POLYNOMIAL if doubled & 32 else doubled


def _whole_check(key: bytes) -> int:
    import hashlib  # every start imports this file, a recovery key is read once in a PC's life

    return hashlib.sha256(b"front desk recovery key" + key).digest()[0] >> 4
