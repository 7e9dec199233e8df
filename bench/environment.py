"""The peers' own environment, made on the first run."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

from bench.servers import BenchError

HERE = Path(__file__).parent
FOLDER = HERE / ".venv-peers"
REQUIREMENTS = HERE / "requirements-peers.txt"


def peers_environment() -> Path:
    """Folder of an environment that holds what requirements-peers.txt asks for.

    Raises:
        BenchError: it cannot be made.
    """
    wanted = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()
    stamp = FOLDER / ".installed"
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return FOLDER
    uv = Path(sys.prefix) / "bin" / "uv"
    python = str(FOLDER / "bin" / "python")
    for command in (
        [str(uv), "venv", "--quiet", "--clear", "--python", sys.executable, str(FOLDER)],
        [str(uv), "pip", "install", "--quiet", "--compile-bytecode", "--python", python]
        + ["-r", str(REQUIREMENTS)],
    ):
        try:
            subprocess.run(command, check=True, capture_output=True, text=True)
        except (OSError, subprocess.CalledProcessError) as error:
            said = getattr(error, "stderr", "") or str(error)
            raise BenchError(f"The peers' environment cannot be made: {said}") from error
    stamp.write_text(wanted, encoding="utf-8")
    return FOLDER
