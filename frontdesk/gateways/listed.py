"""What the program must know of a gateway before any account of it is built: one record a gateway, in its folder."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from frontdesk.domain.gateway import Gateway

type Build = Callable[[Mapping[str, str], Callable[[], str]], Gateway]


class Listed(NamedTuple):
    """`title` is what staff read. `build` makes an account from its settings and raises SettingError. `hosts` are the
    addresses of the API by kind of account (test, live), without those that are each merchant's own; a gateway without
    "test" has no test system. `live_hosts` are hosts where money is real. `secrets` must never stand in a file: name
    and what to ask for; `asked` are further settings that every account needs. `sample_card` is a documented test card
    that is always approved, offered in practice alone."""

    name: str
    title: str
    build: Build
    hosts: Mapping[str, str]
    live_hosts: frozenset[str]
    secrets: Mapping[str, str]
    sample_card: str
    settings: frozenset[str]
    asked: Mapping[str, str] = {}

    @property
    def needed_secrets(self) -> frozenset[str]:
        """Those without which no account can be built; the others may stay empty, as their questions say."""
        return frozenset(name for name, question in self.secrets.items() if "empty for none" not in question)
