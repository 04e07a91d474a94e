"""The desk's inbox and its reader, and a receiver in memory that takes what the practice gateway sends."""

import json
from pathlib import Path
from typing import cast

from frontdesk.domain.told import Notice
from frontdesk.practice.iyzico.ways import ways
from frontdesk.practice.notices import due_notices
from frontdesk.settings.inbox import Arrived, Inbox
from frontdesk.usecases.ask_bank import ask_bank
from frontdesk.usecases.desk import Desk, Outcome
from frontdesk.usecases.read_notices import Reading, read_notices
from tests.kit.clock import Waiting
from tests.kit.counter import Counter


class Post:
    """`asked_at` is when the desk asked because of a notice, `broken` are holds about which it cannot."""

    def __init__(self, clerk: Counter, folder: Path) -> None:
        self.clerk = clerk
        self.inbox = Inbox(folder)
        self.reading = Reading()
        self.asked_at: list[float] = []
        self.broken: set[int] = set()
        clerk.ground.ways["iyzico"] = ways(clerk.ground)._replace(webhook_url="http://127.0.0.1:9/iyzico")

    def arrives(self, account: str = "iyzico", **told: str | int) -> None:
        """A verified notice, with whatever the sentence does not say as of the last hold, now."""
        hold, now = self.clerk.hold(), self.clerk.clock.now()
        standard = Notice(f"ref-{now}", "THREE_DS_AUTH", "SUCCESS", hold.key, hold.payment_id, at=now)
        self.inbox.keep(Arrived(account, standard._replace(**told), now))  # type: ignore[arg-type]

    def is_delivered(self, seconds: float = 15) -> None:
        """What the gateway sends within some seconds, checked and kept as the receiver does it."""
        self.clerk.clock.moves_to(self.clerk.clock.time() + seconds)
        gateway = self.clerk.desk.accounts["iyzico"].gateway
        for sent in due_notices(self.clerk.ground):
            notice = gateway.read_notice({name.lower(): text for name, text in sent.headers}, sent.body)
            assert notice is not None
            self.inbox.keep(Arrived("iyzico", notice, self.clerk.clock.now()))

    def is_read(self) -> int:
        """One round of the desk; how many holds it asked about."""
        before = len(self.asked_at)
        round_ = read_notices(self.clerk.desk, self.inbox, self.reading, self._ask)
        self.clerk.clock.runs(cast("Waiting[None]", round_))
        return len(self.asked_at) - before

    async def _ask(self, desk: Desk, hold_id: int) -> Outcome:
        self.asked_at.append(self.clerk.clock.time())
        if hold_id in self.broken:
            raise RuntimeError("a bug")
        return await ask_bank(desk, hold_id)

    def lines(self) -> list[dict[str, str]]:
        """What the hold's journal tells of notices."""
        of_hold = self.clerk.ledger.journal_of(self.clerk.hold_id)
        return [json.loads(line.facts) for line in of_hold if line.event == "notice_came"]
