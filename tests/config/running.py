"""A Python of its own for the site, with nothing in its environment but what a test says."""

import os
import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
GOOD_KEY = "kD3-uvYw7_xLq9PzRb2NsTf5GhJm8CaEo4VtWi6Xy1Qr0SdBnUZe"


def run(*command: str, data: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run Python with `command` in the project's folder."""
    given = {"PATH": os.environ["PATH"], "ENV_FILE": "", "DATA_DIR": str(data)} | environment
    return subprocess.run([sys.executable, *command], cwd=ROOT, env=given, capture_output=True, text=True, timeout=60)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
