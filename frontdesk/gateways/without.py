"""What a gateway does not offer. Its abilities say so beforehand, so each of these is a programmer's mistake."""

from collections.abc import Mapping

from frontdesk.domain.abilities import Service
from frontdesk.domain.gateway import (
    CostConversation,
    DayConversation,
    DeleteConversation,
    NotHere,
    RowsConversation,
    SessionConversation,
    StoredConversation,
)
from frontdesk.domain.money import Money
from frontdesk.domain.stored_card import StoredCard
from frontdesk.domain.told import Notice


class Without:
    """The promise's optional calls, none of them offered; a gateway overrides what it has."""

    def prepare(self, now: int) -> SessionConversation | None:  # noqa: ARG002 -- keys alone, no session
        return None

    def list_cards(self, user: str) -> StoredConversation:  # noqa: ARG002
        raise NotHere("stored_cards")

    def delete_card(self, card: StoredCard) -> DeleteConversation:  # noqa: ARG002
        raise NotHere("stored_cards")

    def list_day(self, day: str) -> DayConversation:  # noqa: ARG002
        raise NotHere("day_list")

    def estimate(self, amount: Money, digits: str) -> CostConversation:  # noqa: ARG002
        raise NotHere("costs")

    def consult(self, service: Service, asked: Mapping[str, str]) -> RowsConversation:  # noqa: ARG002
        raise NotHere(service)

    def read_notice(self, headers: Mapping[str, str], body: bytes) -> Notice | None:  # noqa: ARG002
        raise NotHere("webhook")
