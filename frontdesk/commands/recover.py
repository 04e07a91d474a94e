"""`frontdesk recover [--test] LEDGER`: open a ledger, or a backup of one, on this PC with its recovery key.

Asks for the recovery key (never as an argument), proves that it opens LEDGER, puts a copy in its place where this
PC has none, and keeps the key in the system's key store. A ledger that is already here is never overwritten. Exit
code 0, 1 when it could not be done, 2 for words it does not know.
"""

import asyncio
import getpass
from contextlib import closing
from pathlib import Path
from time import time

from frontdesk.ledger.copies import name_once
from frontdesk.ledger.database import LedgerError, open_ledger
from frontdesk.settings import paths, secrets, store
from frontdesk.settings.environment import AccountKind
from frontdesk.usecases.recover_holds import distrust


def run(arguments: list[str]) -> int:
    """Take a ledger over; live unless --test is given."""
    kind: AccountKind = "test" if "--test" in arguments else "live"
    words = [word for word in arguments if word != "--test"]
    if len(words) != 1 or words[0].startswith("-"):
        print((__doc__ or "").strip())
        return 2
    try:
        return _take_over(kind, Path(words[0]))
    except secrets.RecoveryKeyError as error:
        where = f" Look at group {error.group}." if error.group else ""
        print(f"That is not a recovery key.{where} Nothing was changed.")
    except (LedgerError, secrets.SecretError) as error:
        print(f"It could not be opened: {error.problem}. Nothing was changed.")
    except store.SettingsError:
        print("It could not be opened: settings_unreadable. Nothing was changed.")
    except OSError as error:
        print(f"It could not be copied: {type(error).__name__}. Nothing was changed.")
    return 1


def _take_over(kind: AccountKind, found: Path) -> int:
    key = secrets.from_recovery_key(getpass.getpass("Recovery key: "))
    place = paths.folders(kind)
    # A backup that an earlier version made is copied as it is, and brought up where it is opened to write.
    with closing(open_ledger(found, key, read_only=True, older=True)) as ledger:
        settings = store.load(place.settings, kind)
        elsewhere = found.absolute() != place.ledger.absolute()
        if elsewhere and (place.ledger.exists() or settings.has_ledger):
            print("This PC already has a ledger; it is left as it is. Nothing was changed.")
            return 1
        paths.prepare(place)
        secrets.keep_ledger_key(kind, place, key)
        now = int(time())
        store.save(place.settings, settings._replace(restored_at=now))
        # Doubted before it has its name: a desk that opens it after a crash in here must not trust it.
        taken = place.ledger.with_name("ledger.recovered") if elsewhere else place.ledger
        if elsewhere:
            _clear_away(taken)
            # A plain copy of the file would miss what a crash left in the log beside it.
            ledger.backup(taken)
    with closing(open_ledger(taken, key)) as ledger:
        doubted = asyncio.run(distrust(ledger, now))
    if elsewhere:
        name_once(taken, place.ledger)
        _clear_away(taken)
    store.save(place.settings, settings._replace(has_ledger=True, recovery_written=True, restored_at=now))
    print(f"The ledger is here and opens. Open holds that the bank is asked about first: {doubted}.")
    return 0


def _clear_away(taken: Path) -> None:
    """What a recovery that was cut off left, and the copy from before a new schema: LEDGER is one already."""
    for left in taken.parent.glob(f"{taken.name}*"):
        left.unlink()
