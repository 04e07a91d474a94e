"""Letters as they are searched for: typed with or without Turkish letters, accents, capitals and punctuation."""

import unicodedata

# Letters that Unicode does not take apart. Capital İ falls apart into I and a dot; I and ı are told apart by no clerk
# in a hurry.
_LETTERS = str.maketrans(
    {
        "ı": "i",
        "ß": "ss",
        "ø": "o",
        "Ø": "o",
        "đ": "d",
        "Đ": "d",
        "ł": "l",
        "Ł": "l",
        "æ": "ae",
        "Æ": "ae",
        "œ": "oe",
        "Œ": "oe",
    }
)
# Marks that stand inside a word or an amount: O'Neil is found as oneil, 5.000,00 as 500000.
_INSIDE = str.maketrans("", "", "'’`´.,")


def fold(text: str) -> str:
    """Lower-case words of letters and digits with single blanks between them: "İnönü Şen, 07-ABC-118" → "inonu sen 07
    abc 118"."""
    text = text.translate(_INSIDE)
    if not text.isascii():
        apart = unicodedata.normalize("NFKD", text.translate(_LETTERS))
        text = "".join(letter for letter in apart if not unicodedata.combining(letter)).translate(_LETTERS)
    text = text.lower()
    if not text.isalnum():
        text = "".join(letter if letter.isalnum() else " " for letter in text)
        return " ".join(text.split())
    return text
