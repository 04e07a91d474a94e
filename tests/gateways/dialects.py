"""The two dialects whose every request is signed, and what tests of theirs take from here."""

from tests.gateways.dialect import PAGE, QUESTION, Dialect
from tests.gateways.dialect_iyzico import IYZICO, iyzico_payment, iyzico_reported, iyzico_signed
from tests.gateways.dialect_oderopay import ODEROPAY, oderopay_given_back, oderopay_payment, oderopay_reported
from tests.gateways.verbs import VERB_KEY, Conversation

__all__ = [
    "DIALECTS",
    "IYZICO",
    "MONEY_VERBS",
    "ODEROPAY",
    "PAGE",
    "QUESTION",
    "VERB_KEY",
    "Conversation",
    "Dialect",
    "iyzico_payment",
    "iyzico_reported",
    "iyzico_signed",
    "oderopay_given_back",
    "oderopay_payment",
    "oderopay_reported",
]

MONEY_VERBS = ("place", "sale", "start", "complete", "capture", "release", "refund", "cancel")
DIALECTS = (IYZICO, ODEROPAY)
