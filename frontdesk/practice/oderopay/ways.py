"""The practice ÖderoPay's own standing switches, for what the notes leave open; each default is the notes' own.

The older ones (callback hash, Craftgate's init answer, …) stand among ground.Switches.
"""

from typing import NamedTuple

from frontdesk.practice.ground import Ground


class Ways(NamedTuple):
    """`POST /settings {"oderopay": {…}}` changes them.

    `cvc_required`: the bank does not let a stored card pay without its security code (§12). `force_3ds`: every card
    asks for 3D Secure, not debit and prepaid cards alone (§11). `pos_aliases`: what stands behind a posAlias, pairs
    `alias=kind` separated by blanks, the alias `*` for a request without one; kind is `bank`, `e-money` (an
    institution's POS, which cannot hold, §6.1) or `no-holds` (a bank's, without the right to hold, §16 on 10058). An
    alias that is not named is a bank's.

    `hosted_threeds`: the box for 3D Secure on the hosted page is ticked beforehand; `hosted_tries`: how many cards a
    guest may try there; `force_auth_for_non_credit_cards`: a hold asked of the hosted page becomes a sale when the
    guest's card is no credit card (money rules, Craftgate's `forceAuthForNonCreditCards`).

    `webhook_url`: where Craftgate-shaped notices go; none are sent while it is empty, as ÖderoPay documents none (§14).
    `webhook_key`: their signing key.
    """

    cvc_required: bool = False
    force_3ds: bool = False
    pos_aliases: str = "epara-pos=e-money odeme-kurulusu-pos=e-money"
    hosted_threeds: bool = True
    hosted_tries: int = 3
    force_auth_for_non_credit_cards: bool = False
    webhook_url: str = ""
    webhook_key: str = ""

    def pos_kind(self, alias: str) -> str:
        """What kind of POS a posAlias names; empty text is a request without one."""
        table = dict(pair.split("=", 1) for pair in self.pos_aliases.split() if "=" in pair)
        return table.get(alias or "*", "bank")


def ways_of(ground: Ground) -> Ways:
    ways = ground.ways["oderopay"]
    assert isinstance(ways, Ways)
    return ways


def base_url_of(ground: Ground) -> str:
    return ground.accounts["oderopay"]["base_url"]
