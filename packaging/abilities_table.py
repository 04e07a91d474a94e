"""The table of all abilities in the README, made from what each gateway says of itself.

    python3 packaging/dev.py abilities      writes it anew

An account with default settings stands for each gateway, and beside it what one setting more would give. Runs on the
desk's own Python; the words are those of the screens.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys

from frontdesk.domain.abilities import ABILITIES, SERVICES, Abilities, missing
from frontdesk.gateways.accounts import GATEWAYS, build
from frontdesk.gateways.setting_values import SettingError

HOUSE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
COMMAND = "python3 packaging/dev.py abilities"
BEGIN = f"<!-- made by {COMMAND} -->"
END = "<!-- end of the abilities -->"
YES, NO, SET = "✓", "–", "by setting"
# Every merchant of some gateways has a site of its own.
SITE = "https://pos.example/api/v1"
# Settings that give an account more; each gateway knows some of them.
MORE = {
    "margin": "15",
    "hold_instalments": "2",
    "part_refunds": "yes",
    "partial_refund_field": "refund_amount",
    "currencies": "TRY, EUR",
    "bin_enabled": "yes",
    "links_path": "/api/Links",
}
STATES = {"here": YES, "used": "in payments", "sale_only": "sale only", "not_known": NO}


def table() -> str:
    """The table, without the two markers."""
    said = words()
    plain = [abilities_of(name, {}) for name in GATEWAYS]
    more = [with_more(name) for name in GATEWAYS]
    rows = [("ability", *(listed.title for listed in GATEWAYS.values())), ("---",) * (len(GATEWAYS) + 1)]
    for ability in ABILITIES:
        there = [ability not in missing(can) for can in plain]
        might = [any(ability not in missing(can) for can in others) for others in more]
        cells = [YES if is_there else SET if might_be else NO for is_there, might_be in zip(there, might)]
        rows.append((said[ability], *cells))
    rows.append(("Currencies", *(", ".join(can.currencies) for can in plain)))
    for service in SERVICES:
        cells = [
            SET
            if can.service(service) != "here" and any(one.service(service) == "here" for one in others)
            else STATES[can.service(service)]
            for can, others in zip(plain, more)
        ]
        rows.append((f"Menu: {said['service_' + service]}", *cells))
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def abilities_of(gateway: str, settings: dict[str, str]) -> Abilities:
    """Those of an account with these settings beside what every account needs; no secret is one. Raises
    SettingError."""
    listed = GATEWAYS[gateway]
    values = {"base_url": listed.hosts.get("test", SITE)}
    values.update({name: "1" for name in (*listed.secrets, *listed.asked) if name not in values})
    return build(gateway, dict(values, **settings), lambda: "1").abilities


def with_more(gateway: str) -> list[Abilities]:
    """The account with each of the settings that it knows."""
    found = []
    for name, value in MORE.items():
        with contextlib.suppress(SettingError):
            found.append(abilities_of(gateway, {name: value}))
    return found


def words() -> dict[str, str]:
    """English, as the README is."""
    with open(os.path.join(HOUSE, "resources", "words", "abilities.json"), encoding="utf-8") as file:
        return {key: entry["en"] for key, entry in json.load(file).items()}


def told(readme: str) -> str:
    """What stands between the markers. Raises ValueError where one is missing."""
    start, end = readme.index(BEGIN) + len(BEGIN), readme.index(END)
    return readme[start:end].strip()


def main() -> int:
    """Write the table into the README; the exit code."""
    path = os.path.join(HOUSE, "README.md")
    with open(path, encoding="utf-8") as file:
        readme = file.read()
    old = told(readme)
    new = table()
    if old == new:
        print("The README's table of abilities is as it should be.")
        return 0
    start, end = readme.index(BEGIN) + len(BEGIN), readme.index(END)
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(f"{readme[:start]}\n\n{new}\n\n{readme[end:]}")
    print("The README's table of abilities was written anew.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
