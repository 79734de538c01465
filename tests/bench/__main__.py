"""`python -m tests.bench NAME [options]`: run one bench. A bench is a module here with `main(argv) -> int`."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path


def benches() -> list[str]:
    """The benches by name."""
    folder = Path(__file__).parent
    return sorted(
        p.stem for p in folder.glob("*.py") if "def main(" in p.read_text("utf-8") and p.stem[0] != "_"
    )


def main(argv: list[str]) -> int:
    """Run the named bench; without a known name, list them."""
    if not argv or argv[0] not in benches():
        print(f"usage: python -m tests.bench {{{','.join(benches())}}} [options]", file=sys.stderr)
        return 2
    return int(importlib.import_module(f"tests.bench.{argv[0]}").main(argv[1:]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
