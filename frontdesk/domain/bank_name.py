"""Names of banks as staff say them. Gateways tell the registered name, often in capitals: `T. GARANTİ BANKASI A.Ş.`"""

_COMPANY = frozenset({"A.Ş.", "A.Ş", "AŞ", "A.S.", "T.A.Ş.", "T.A.Ş", "TAŞ", "T.A.O.", "TAO", "T.", "T.C."})
_INITIALS = frozenset({"HSBC", "ICBC", "ING", "MUFG", "PTT", "QNB", "TEB"})
_LOWER = str.maketrans({"I": "ı", "İ": "i"})


def short_bank_name(told: str) -> str:
    """`Garanti Bankası`: without the kind of company, and not in capitals. Anything else stays as it was told."""
    words = [word for word in told.split() if word not in _COMPANY]
    if not words:
        return told.strip()
    shouted = told == told.upper()
    return " ".join(_quiet(word) if shouted else word for word in words)


def _quiet(word: str) -> str:
    if word in _INITIALS:
        return word
    return "ve" if word == "VE" else word[0] + word[1:].translate(_LOWER).lower()
