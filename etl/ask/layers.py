"""Snapshots of a later window laid over older ones: what `fetch --since YEAR` lands.

A snapshot that was asked for the years from `since` on rests on the snapshot named `base`; the
rows before `since` come from there. It reads records only; answers are read by the sources.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from etl.ask.snapshots import Raw, Snapshot, latest_complete, sha256
from etl.model import EtlError


@dataclass(frozen=True)
class Layer:
    """One snapshot of a source and the first year it was asked for; None for all years."""

    snapshot: Snapshot
    since: int | None


def read_layers(data_dir: Path, source_id: str) -> list[Layer]:
    """The snapshots the newest complete one rests on and itself, oldest first.

    Raises:
        EtlError: nothing has landed, or the snapshot it rests on is not here.
    """
    snapshot = latest_complete(data_dir, source_id)
    if snapshot is None:
        fix = f"run `python -m etl fetch {source_id}`"
        raise EtlError(f"{source_id}: no complete snapshot has landed. What to do: {fix}")
    found = [Layer(snapshot, snapshot.record.get("since"))]
    while found[0].since is not None:
        below = found[0].snapshot
        snapshot = Snapshot(below.folder.with_name(below.record["base"]))
        if not (snapshot.record["complete"] and any(snapshot.folder.glob("*.gz"))):
            raise EtlError(
                f"{below.folder}: holds the years from {found[0].since} only and rests on "
                f"{snapshot.folder.name}, which is not here. What to do: run "
                f"`python -m etl fetch {source_id}` without --since"
            )
        found.insert(0, Layer(snapshot, snapshot.record.get("since")))
    return found


def stacked(layers: Sequence[Layer], read: Callable[[Raw], pd.DataFrame]) -> pd.DataFrame:
    """The rows that `read` finds in each layer: each year from the newest layer that has it.

    Returns:
        What `read` returns, with its column `year`.
    """
    rows = read(layers[0].snapshot.raw())
    for layer in layers[1:]:
        newer = read(layer.snapshot.raw())
        rows = pd.concat(
            [rows[rows["year"] < layer.since], newer[newer["year"] >= layer.since]],
            ignore_index=True,
        )
    return rows


def content_hash(layers: Sequence[Layer]) -> str:
    """One hash of every landed body of all layers: equal for equal answers, whatever the time."""
    hashes = [layer.snapshot.content_hash() for layer in layers]
    return hashes[0] if len(hashes) == 1 else sha256("\n".join(hashes).encode())
