"""Start Front Desk: `frontdesk` opens live accounts, `--test` the gateways' own test systems, `--practice` the
pretend bank.

Before this module imports anything of Qt it has already refused an old Python and cleaned the environment.
"""

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from frontdesk.usecases.desk import AccountKind

WINDOW_FLAGS: "dict[str, AccountKind]" = {"--practice": "practice", "--test": "test"}
USAGE = """frontdesk [--practice | --test]   open the desk (without a flag: live accounts)
frontdesk practice [--json]       serve the practice gateways until stopped
frontdesk tour --out DIR          drive the real windows against the practice gateways and photograph every screen
frontdesk account …               add, list or remove a gateway account (keys go to the system's key store)
frontdesk webhooks …              take the gateways' webhooks for the desk, behind the house's own TLS proxy
frontdesk recover …               open a ledger on this PC with its recovery key
frontdesk --version"""


def main(arguments: list[str] | None = None) -> int:
    """Exit code of the program: 0, 1 when something went wrong, 2 for words it does not know."""
    words = sys.argv[1:] if arguments is None else arguments
    if sys.version_info < (3, 12):
        print("Front Desk needs Python 3.12 or newer: on an older one the window toolkit ends the program.")
        return 1
    if not words or words[0] in WINDOW_FLAGS:
        return _window(words)
    if words[0] in {"practice", "tour", "account", "webhooks", "recover"}:
        from importlib import import_module

        code: int = import_module(f"frontdesk.commands.{words[0]}").run(words[1:])
        return code
    if words == ["--version"]:
        from frontdesk import __version__

        print(__version__)
        return 0
    print(USAGE)
    return 0 if words[0] in {"-h", "--help"} else 2


def _window(words: list[str]) -> int:
    if len(words) > 1:
        print(USAGE)
        return 2
    from frontdesk.compose import open_window

    return open_window(WINDOW_FLAGS[words[0]] if words else "live")


if __name__ == "__main__":
    sys.exit(main())
