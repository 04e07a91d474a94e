"""Answers with something wrong in them, drawn from a seed: values of good answers replaced, taken away, doubled and
nested, and bytes that were never an answer."""

import copy
import json
import random
from collections.abc import Callable
from typing import Any

from frontdesk.domain.gateway import WireResponse

# Texts that mean something in one dialect or another, numbers at their edges, shapes where another is expected.
VALUES: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    -1,
    1,
    2,
    1e308,
    10**40,
    0.1 + 0.2,
    -0.0,
    "",
    "0",
    "1",
    "00",
    "96",
    "success",
    "failure",
    "SUCCESS",
    "FAILURE",
    "waiting",
    "completed",
    "refunded",
    "VOID",
    "PREAUTH",
    "POSTAUTH",
    "PRE_AUTH",
    "POST_AUTH",
    "AUTH",
    "INIT_THREEDS",
    "CALLBACK_THREEDS",
    "TOTALLY_REFUNDED",
    "1500",
    "150000",
    "1500.0000",
    "-1500",
    "999999999",
    "2026-06-13T00:00:00",
    "2026-13-45",
    "9999-12-31T23:59:59",
    "0001-01-01",
    "https://pages.invalid/pay",
    "javascript:alert(1)",
    "https://[::1",
    "http://127.0.0.1:99999",
    "\ud800",
    "\x00\x1f",
    "٣",  # a digit that is not ASCII
    "²",
    "İ",
    "x" * 5000,
    "9" * 5000,
    "../../v2",
    "a\r\nb: c",
    "PCE=",
    "====",
    [],
    [None],
    [[]],
    ["x"],
    {},
    {"a": {}},
    {"0": {}},
    [{}],
)
NUMBERS = (b"NaN", b"1e999999", b"1e-999999", b"9" * 9000, b"-1500", b"1500.001", b"1E400", b"-0", b"01500")
STATUSES = (200, 200, 200, 200, 200, 201, 204, 301, 400, 400, 401, 403, 404, 409, 422, 429, 500, 503)


def paths(value: object, here: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Every place in a JSON value."""
    found = [here] if here else []
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, part in inside:
        found += paths(part, (*here, name))
    return found


def mutated(raw: bytes, seed: random.Random) -> bytes:
    """The answer with something wrong: three times of four in its values, else in its bytes; at times no answer."""
    kind = seed.random()
    if kind < 0.75:
        answer = _object(raw)
        if answer is not None:
            return other_values(answer, seed)
    if kind > 0.97:
        return seed.randbytes(seed.choice([0, 1, 7, 200]))
    return _other_bytes(raw, seed)


def _object(raw: bytes) -> object:
    try:
        answer = json.loads(raw)
    except ValueError:
        return None
    return answer if paths(answer) else None


def other_values(good: Any, seed: random.Random) -> bytes:  # noqa: ANN401 -- JSON
    """The answer with one to four of its values replaced, taken away, doubled, nested or exchanged."""
    answer = copy.deepcopy(good)
    for _ in range(seed.randint(1, 4)):
        found = paths(answer)
        if not found:
            break
        *way, last = seed.choice(found)
        target = answer
        for name in way:
            target = target[name]
        chance = seed.random()
        if chance < 0.2:
            del target[last]
        elif chance < 0.3 and isinstance(target, list):
            target.extend(copy.deepcopy(target[:1]) * seed.choice([1, 2, 40]))
        elif chance < 0.35 and isinstance(target, dict):
            other = seed.choice(list(target))
            target[last], target[other] = target[other], target[last]
        elif chance < 0.4:
            target[last] = [target[last]] if seed.random() < 0.5 else {str(last): target[last]}
        elif chance < 0.45:
            target[last] = str(target[last])
        else:
            target[last] = copy.deepcopy(seed.choice(VALUES))
    return json.dumps(answer, ensure_ascii=seed.random() < 0.9).encode("utf-8", "surrogatepass")


def _other_bytes(raw: bytes, seed: random.Random) -> bytes:
    start, end = sorted(seed.randrange(len(raw) + 1) for _ in range(2))
    ways: tuple[Callable[[], bytes], ...] = (
        lambda: raw[:start],
        lambda: raw[start:],
        lambda: raw[:start] + bytes([seed.randrange(256)]) + raw[start + 1 :],
        lambda: raw[:end] + raw[start:end] + raw[end:],
        lambda: b'{"a":' * seed.choice([1, 500, 5_000]) + raw,
        lambda: b"[" * 5_000 + raw,
        lambda: raw.replace(b"1500", seed.choice(NUMBERS)),
        lambda: raw.replace(b'":', b'":' + seed.choice([b"-", b"Infinity,", b'"', b"//"]), 1),
        lambda: b"\xef\xbb\xbf" + raw,
        lambda: raw.decode("utf-8", "replace").encode(seed.choice(["utf-16", "utf-16-le", "utf-32"])),
        lambda: raw + raw,
    )
    return seed.choice(ways)()


def response(raw: bytes, seed: random.Random) -> WireResponse:
    """A good answer's bytes as a bad answer."""
    waits = {"retry-after": seed.choice(["", "5", "x", "²", "9" * 40, "-1", "\ud800"])}
    return WireResponse(seed.choice(STATUSES), waits, mutated(raw, seed))


def form(fields: dict[str, str], seed: random.Random) -> dict[str, str]:
    """A form of the bank page, or the headers of a notice, with something wrong."""
    texts = [value for value in VALUES if isinstance(value, str)]
    told = dict(fields)
    for _ in range(seed.randint(0, 3)):
        name = seed.choice([*fields, seed.choice(texts)])
        if seed.random() < 0.3:
            told.pop(name, None)
        else:
            told[name] = seed.choice([*texts, *fields.values()])
    return told
