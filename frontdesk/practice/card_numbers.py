"""What both dialects know of card numbers: the check digit, how a number is masked, and which one a BIN belongs to."""

from collections.abc import Iterable


def passes_luhn(number: str) -> bool:
    digits = [int(digit) for digit in reversed(number)]
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[1::2]]
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0


def masked(number: str) -> str:
    """First six and last four digits."""
    return f"{number[:6]}{'*' * (len(number) - 10)}{number[-4:]}"


def behind_bin(digits: str, numbers: Iterable[str]) -> str | None:
    """The first number that begins with these eight digits, else with the first six."""
    every = tuple(numbers)
    match = next((number for number in every if number.startswith(digits[:8])), None)
    return match or next((number for number in every if number.startswith(digits[:6])), None)
