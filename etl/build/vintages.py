"""Builds that were kept: data/vintages/<build_id>/tables, each readable like a data folder.

`data.store.Store` opens one as it opens data/. Nothing here decides what a build holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from etl.ask.snapshots import write_atomic
from etl.ask.storage import is_remote
from etl.build.load import CATALOGUE, FILES, Tables, read_catalogue, read_tables
from etl.build.swap import replace_folder
from etl.model import EtlError

FOLDER = "vintages"
CURRENT = "current"
SHORTEST = 4  # characters of a build id that may stand for it


def keep(data_dir: Path) -> Path:
    """Keep the tables as they stand under their build id; returns the folder.

    Raises:
        EtlError: there are no tables, or they cannot be copied.
    """
    tables = data_dir / "tables"
    build_id = read_catalogue(data_dir).get("build_id")
    if not build_id:
        raise EtlError(f"{tables}: no build to keep. What to do: run `python -m etl build`")
    folder = data_dir / FOLDER / str(build_id)
    folder.mkdir(parents=True, exist_ok=True)
    bodies = {name: (tables / name).read_bytes() for name in FILES if (tables / name).exists()}
    if is_remote(data_dir):
        for name, body in bodies.items():
            write_atomic(folder / "tables" / name, body)
    else:
        replace_folder(folder / "tables", bodies)
    return folder


def kept(data_dir: Path) -> list[str]:
    """Ids of the builds that were kept, sorted."""
    folder = data_dir / FOLDER
    found = folder.iterdir() if folder.is_dir() else ()
    return sorted(path.name for path in found if (path / "tables" / CATALOGUE).exists())


def resolve(data_dir: Path, name: str) -> Path:
    """The data folder that a name of the command line means.

    Args:
        data_dir: the data folder in use.
        name: `current`, a build id or the beginning of one, or the path of another data folder
            (or of its tables).

    Raises:
        EtlError: no such build or folder; lists the builds there are.
    """
    if name == CURRENT:
        return data_dir
    path = Path(name)
    if (path / "tables" / CATALOGUE).exists():
        return path
    if path.name == "tables" and (path / CATALOGUE).exists():
        return path.parent
    ids = kept(data_dir)
    standing = str(read_catalogue(data_dir).get("build_id", ""))
    matches = {i for i in [*ids, standing] if i.startswith(name) and len(name) >= SHORTEST}
    if len(matches) != 1:
        raise EtlError(_unknown(data_dir, name, sorted(matches), [*ids, standing]))
    (found,) = matches
    return data_dir / FOLDER / found if found in ids else data_dir


def _unknown(data_dir: Path, name: str, matches: Sequence[str], there: Sequence[str]) -> str:
    what = f"stands for {len(matches)} builds" if matches else "is no build and no data folder"
    listed = ", ".join(build_id[:12] for build_id in matches or there if build_id) or "none"
    return (
        f"{name!r} {what}; builds under {data_dir}: {listed}. "
        f"What to do: name one of them, {CURRENT!r}, or a data folder; `build --keep` keeps one"
    )


def open_vintage(data_dir: Path, name: str) -> Tables:
    """The tables that a name means; see `resolve`."""
    return read_tables(resolve(data_dir, name))
