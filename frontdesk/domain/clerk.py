"""Who is at the desk. The name stands on every attempt and journal line."""

from typing import NamedTuple


class Clerk(NamedTuple):
    """`name` as chosen from the list of those who work here."""

    name: str

    @property
    def initials(self) -> str:
        """Two letters for the round badge: Deniz Örnek → DÖ."""
        parts = self.name.split()
        letters = [part[0] for part in (parts[:1] + parts[1:][-1:])]
        return "".join(letters).upper() or "–"
