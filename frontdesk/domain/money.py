"""Money: an integer of minor units (kuruş, cents) with its currency. No float comes near it."""

from dataclasses import dataclass

from frontdesk.domain.currencies import currency


class MixedCurrenciesError(ValueError):
    """Two amounts of different currencies were put together."""


@dataclass(frozen=True, slots=True)
class Money:
    """`minor` counts minor units of `code`; raises UnknownCurrencyError for a code outside the table."""

    minor: int
    code: str

    def __post_init__(self) -> None:
        if type(self.minor) is not int:
            raise TypeError("money is counted in whole minor units")
        currency(self.code)

    def _minor_of(self, other: "Money") -> int:
        if self.code != other.code:
            raise MixedCurrenciesError(f"{self.code} and {other.code}")
        return other.minor

    def __add__(self, other: "Money") -> "Money":
        return Money(self.minor + self._minor_of(other), self.code)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.minor - self._minor_of(other), self.code)

    def __lt__(self, other: "Money") -> bool:
        return self.minor < self._minor_of(other)

    def __le__(self, other: "Money") -> bool:
        return self.minor <= self._minor_of(other)

    def __gt__(self, other: "Money") -> bool:
        return self.minor > self._minor_of(other)

    def __ge__(self, other: "Money") -> bool:
        return self.minor >= self._minor_of(other)

    def plain(self) -> str:
        """Major units with a dot and every decimal place, as wires spell amounts: `1250.50`."""
        digits = currency(self.code).digits
        sign, whole = ("-", -self.minor) if self.minor < 0 else ("", self.minor)
        if digits == 0:
            return f"{sign}{whole}"
        major, minor = divmod(whole, 10**digits)
        return f"{sign}{major}.{minor:0{digits}d}"
