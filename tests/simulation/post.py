"""Notices on their way: what the practice gateway sends falls into the inbox late, twice or in another order."""

from pathlib import Path
from random import Random
from typing import cast

from frontdesk.ledger.database import LedgerError
from frontdesk.practice.notices import Notice, delivered, due_notices
from frontdesk.settings.inbox import Arrived, Inbox
from frontdesk.usecases.ask_bank import ask_bank
from frontdesk.usecases.read_notices import Reading, read_notices
from tests.kit.clock import Waiting
from tests.kit.counter import Counter

LOST = 503


class Post:
    """A receiver in memory before the desk's real inbox."""

    def __init__(self, clerk: Counter, folder: Path) -> None:
        self._clerk = clerk
        self._inbox = Inbox(folder)
        self._reading = Reading()
        self._kept: list[Notice] = []

    def forgets(self) -> None:
        """The desk started anew; the inbox is on the disk."""
        self._reading = Reading()

    def is_delivered(self, dice: Random) -> int:
        """What fell due, in any order, some of it again; how many came in."""
        sent = due_notices(self._clerk.ground)
        dice.shuffle(sent)
        count = 0
        for notice in sent:
            if dice.random() < 0.2:
                delivered(self._clerk.ground, notice, LOST)
                continue
            self._kept.append(notice)
            delivered(self._clerk.ground, notice, 200)
            count += self._keeps(notice)
        if self._kept and dice.random() < 0.3:
            count += self._keeps(dice.choice(self._kept))
        return count

    def _keeps(self, sent: Notice) -> int:
        gateway = self._clerk.desk.accounts[sent.account].gateway
        notice = gateway.read_notice({name.lower(): text for name, text in sent.headers}, sent.body)
        if notice is None:
            return 0
        self._inbox.keep(Arrived(sent.account, notice, self._clerk.clock.now()))
        return 1

    def is_read(self) -> None:
        """One round of the desk; a disk that is full ends it, as it ends one of the desk's own (keep_reading)."""
        round_ = read_notices(self._clerk.desk, self._inbox, self._reading, ask_bank)
        try:
            self._clerk.clock.runs(cast("Waiting[None]", round_))
        except LedgerError:
            assert self._clerk.is_full
