"""Where a data folder lies: on this machine, or behind an address such as s3://bucket/folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from etl.model import EtlError

REFERENCE = Path(__file__).resolve().parents[2] / "data" / "reference"
INSTALL = "install the extras with `.venv/bin/uv pip install -r requirements-scale.txt`"


def place(address: str) -> Path:
    """A path; one with a scheme (`s3://`, `file://`) is opened through fsspec.

    Raises:
        EtlError: what the scheme needs is not installed, or the address cannot be reached.
    """
    if "://" not in address:
        return Path(address)
    if address.startswith("file://"):
        return Path(address.removeprefix("file://"))
    try:
        from upath import UPath

        found: Any = UPath(address)
        found.exists()  # a missing driver or endpoint shows itself here
    except (ImportError, ValueError) as error:
        raise EtlError(f"{address}: cannot be opened ({error}). What to do: {INSTALL}") from error
    except OSError as error:
        raise EtlError(
            f"{address}: cannot be reached ({error}). What to do: check the address, and the "
            "endpoint and credentials of your environment (AWS_ENDPOINT_URL and the like)"
        ) from error
    return found


def is_remote(path: Path) -> bool:
    """Whether a path lies behind an address, where files have no locks and folders no renames."""
    return not isinstance(path, Path)


def reference_dir(data_dir: Path) -> Path:
    """The reference tables of a data folder; those of this checkout for a remote one without."""
    own = data_dir / "reference"
    return REFERENCE if is_remote(data_dir) and not own.exists() else own


@contextmanager
def remote_lock(path: Any, owner: str) -> Iterator[None]:
    """Hold a lock that is an object at `path`; whoever creates it first holds it.

    Raises:
        EtlError: it exists. A run that was killed leaves it, so the message says how to free it.
    """
    try:
        path.fs.pipe_file(path.path, owner.encode(), mode="create")
    except FileExistsError as error:
        raise EtlError(
            f"{path}: another fetch or build is at work ({path.read_text()}). "
            "What to do: wait for it to end; if it was killed, delete this object"
        ) from error
    try:
        yield
    finally:
        path.unlink(missing_ok=True)
