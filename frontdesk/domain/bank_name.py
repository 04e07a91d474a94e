"""Names of banks as staff say them. Gateways tell the registered name, often in capitals: `T. GARANTİ BANKASI A.Ş.`"""

_COMPANY = frozenset({"A.Ş.", "A.Ş", "AŞ", "A.S.", "T.A.Ş.", "T.A.Ş", "TAŞ", "T.A.O.", "TAO", "T.", "T.C."})
_INITIALS = frozenset({"HSBC", "ICBC", "ING", "MUFG", "PTT", "QNB", "TEB"})
# What one source puts into a bank's name and another leaves out: `QNB BANK A.Ş.` and `QNB` are one bank.
_EITHER_WAY = frozenset({"bank", "bankası", "türkiye", "ve"})
_LOWER = str.maketrans({"I": "ı", "İ": "i"})


def short_bank_name(told: str) -> str:
    """`Garanti Bankası`: without the kind of company, and not in capitals. Anything else stays as it was told."""
    words = [word for word in told.split() if word not in _COMPANY]
    if not words:
        return told.strip()
    shouted = told == told.upper()
    return " ".join(_quiet(word) if shouted else word for word in words)


def is_same_bank(one: str, other: str) -> bool:
    """Whether two names, as gateways tell them or an owner writes them, mean one bank. No name is no bank."""
    return _core(one) == _core(other) != ()


def _core(told: str) -> tuple[str, ...]:
    words = [word.translate(_LOWER).casefold() for word in short_bank_name(told).split()]
    return tuple(word for word in words if word not in _EITHER_WAY)


def _quiet(word: str) -> str:
    if word in _INITIALS:
        return word
    return "ve" if word == "VE" else word[0] + word[1:].translate(_LOWER).lower()
