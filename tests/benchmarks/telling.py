"""What a measured child process tells its parent: a word, the system's monotonic clock, its memory in bytes."""

import os
import sys
from pathlib import Path
from time import monotonic


def tell(word: str) -> None:
    """Linux tells the memory in use now; elsewhere the most that was in use."""
    now = monotonic()
    statm = Path("/proc/self/statm")
    if statm.exists():
        memory = int(statm.read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    else:
        import resource

        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    sys.stdout.write(f"{word} {now} {memory}\n")
    sys.stdout.flush()
