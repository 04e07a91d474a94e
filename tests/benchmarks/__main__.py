"""`python -m tests.benchmarks`: every benchmark of the desk as ratios measured in one run; prints one JSON object last.

Each figure is the median of interleaved pairs: the desk's own work and the same thing done bare, one after the other.
"""

import json
import sys
import tempfile
from pathlib import Path

from tests.benchmarks import gateway_call, money, start

# What the product promises; a figure above it makes the exit code 1.
LIMITS = {
    "start": 1.6,
    "memory_painted": 1.35,
    "memory_idle": 1.8,
    "hold_iyzico": 1.5,
    "hold_oderopay": 1.5,
    "attempt_commit": 1.4,
    # CPU of building, signing and reading one call, against json and hashlib alone.
    "gateway_call_iyzico": 4.0,
    "gateway_call_oderopay": 4.0,
    "gateway_call_ahlpay": 4.0,
    "gateway_call_oduyo": 4.0,
}


def main() -> int:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / "money").mkdir()
        figures = {**gateway_call.measure(), **money.measure(folder / "money"), **start.measure(folder / "home")}
    over = sorted(name for name, limit in LIMITS.items() if figures[name] > limit)
    print(json.dumps({"figures": figures, "limits": LIMITS, "over": over}))
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
