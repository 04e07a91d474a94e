"""What accounts can and cannot do, and why one is proposed, in words: each code of domain/abilities and domain/routing
is one sentence."""

from frontdesk.domain.abilities import Service, ServiceState
from frontdesk.ui.words import tr


def name_of(ability: str) -> str:
    """An ability of domain.abilities.ABILITIES, as it is called at the desk."""
    return tr(f"abilities.{ability}")


def why_missing(reason: str) -> str:
    """The reason that domain.abilities.missing gives, in one sentence."""
    return tr(f"abilities.{reason}")


def service_name(service: Service) -> str:
    return tr(f"abilities.service_{service}")


def service_state(state: ServiceState) -> str:
    return tr(f"abilities.state_{state}")


def routing_reason(reason: str) -> str:
    """Why an account is proposed, comes later or cannot be used."""
    return tr(f"routing.{reason}")
