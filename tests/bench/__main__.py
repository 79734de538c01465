"""`python -m tests.bench NAME [arguments]`: runs `tests/bench/NAME.py`."""

from __future__ import annotations

import importlib
import sys

if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("usage: python -m tests.bench NAME [arguments]")
    sys.exit(importlib.import_module(f"tests.bench.{sys.argv[1]}").main(sys.argv[2:]))
