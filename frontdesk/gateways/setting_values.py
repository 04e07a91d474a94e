"""Reading the plain values of an account. An error names the setting and never shows its value: some are secret
keys."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from frontdesk.domain.abilities import Margin

_YES = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}


class SettingError(ValueError):
    """A setting of an account that is missing, unknown or unreadable; `setting` is its name."""

    def __init__(self, setting: str) -> None:
        super().__init__(f"setting {setting} is missing, unknown or unreadable")
        self.setting = setting


def only(values: Mapping[str, str], known: frozenset[str]) -> None:
    """A misspelt setting would silently not count: refused."""
    for name in values:
        if name not in known:
            raise SettingError(name)


def required(values: Mapping[str, str], name: str) -> str:
    value = values.get(name, "").strip()
    if not value or not value.isascii() or not value.isprintable():
        raise SettingError(name)
    return value


def address(values: Mapping[str, str], name: str) -> str:
    """An http(s) address without query, user and trailing slash: a slash would be signed twice (ÖderoPay notes §21)."""
    value = required(values, name).rstrip("/")
    try:
        parts = urlsplit(value)
        is_good = parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        raise SettingError(name) from None
    if not is_good or parts.query or parts.fragment or "@" in parts.netloc:
        raise SettingError(name)
    return value


def whole_number(values: Mapping[str, str], name: str, default: int, most: int) -> int:
    value = values.get(name, "").strip()
    if not value:
        return default
    if not (value.isascii() and value.isdigit() and len(value) < 10 and int(value) <= most):
        raise SettingError(name)
    return int(value)


def bin_digits(values: Mapping[str, str], default: int) -> int:
    """How many of a card's first digits a look-up is asked with: six to eight."""
    digits = whole_number(values, "bin_digits", default, 8)
    if digits < 6:
        raise SettingError("bin_digits")
    return digits


def switch(values: Mapping[str, str], name: str, *, default: bool) -> bool:
    value = values.get(name, "").strip().lower()
    if not value:
        return default
    if value not in _YES:
        raise SettingError(name)
    return _YES[value]


def instalment_counts(values: Mapping[str, str], name: str) -> tuple[int, ...]:
    """`2,3` are the counts above one that a hold may be split into; none where the setting is empty."""
    told = [part.strip() for part in values.get(name, "").split(",") if part.strip()]
    if not all(part.isascii() and part.isdigit() and len(part) < 3 and int(part) > 1 for part in told):
        raise SettingError(name)
    return tuple(sorted({int(part) for part in told}))


_MARGIN = re.compile(r"(?P<up>\d{1,3})(?:/(?P<down>\d{1,2}))?", re.ASCII)


def margins(values: Mapping[str, str], name: str) -> dict[str, Margin]:
    """`Garanti BBVA: 15/15; QNB: 20` by bank: how many percent above the hold, and after a slash how many below where
    that is known (AHL Pay notes §11)."""
    found: dict[str, Margin] = {}
    for part in filter(str.strip, values.get(name, "").split(";")):
        bank, _, told = part.rpartition(":")
        read = _MARGIN.fullmatch(told.strip())
        if not bank.strip() or read is None:
            raise SettingError(name)
        down = read["down"]
        found[bank.strip()] = Margin(100 * int(read["up"]), None if down is None else 100 * int(down))
    return found
