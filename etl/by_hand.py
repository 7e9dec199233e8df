"""Lands a download as an answer is landed: for providers that publish files without an API.

The file is checked by its source before anything is written; its hash, day, edition, origin and
licence stand in the snapshot's record. Nothing is asked of a provider here.
"""

from __future__ import annotations

import argparse
import gzip
import zlib
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from urllib.parse import urlsplit

from data.reference_lists import load_reference
from etl.ask.bodies import kind
from etl.ask.snapshots import DATE, Snapshot
from etl.ask.storage import reference_dir
from etl.build.load import build_lock
from etl.build.report import Reporter
from etl.model import MAX_BODY_BYTES, EtlError, Reply, Request
from etl.sources import by_hand

Modules = Mapping[str, ModuleType]


def land_file(options: argparse.Namespace, modules: Modules, reporter: Reporter) -> int:
    """Land one downloaded file. The snapshot is complete once every file of its edition is there.

    Raises:
        EtlError: the source asks its provider by itself, the file cannot be read or is another
            than those of the edition, or an argument is wrong. What had landed stands.
    """
    module, origin = _by_hand(options.source, modules), _address(options.origin)
    date = options.date or datetime.now(UTC).strftime("%Y-%m-%d")
    if not DATE.fullmatch(date):
        raise EtlError(f"--date {date!r}: expected YYYY-MM-DD")
    body = read_file(options.file)
    name = module.recognise(body, options.edition, str(options.file))
    source = load_reference(reference_dir(options.data_dir)).sources[options.source]
    licence = {"licence": source.licence, "licence_evidence": source.licence_evidence}
    with build_lock(options.data_dir):
        snapshot = Snapshot(options.data_dir / "raw" / options.source / date)
        request = Request(name, "", lambda _: None, (("edition", options.edition),))
        # 0: no server answered.
        reply = Reply(body, 0, {}, datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
        snapshot.put(request, origin, False, reply, licence)
        needed = set(module.files_of(options.edition))
        missing = sorted(needed - set(snapshot))
        if not missing:
            snapshot.finish(needed)
    entry = snapshot.entries[name]
    reporter.say(f"{options.source}: {name} of {date}, {len(body):,} bytes, {entry['sha256']}")
    if missing:
        reporter.say(f"{options.source}: land {', '.join(missing)} before it can be built")
    result = {"landed": name, "sha256": entry["sha256"], "date": date, "missing": missing}
    reporter.result(result | {"complete": not missing})
    return 0


def _by_hand(source_id: str, modules: Modules) -> ModuleType:
    """The source, if its files are landed by hand."""
    module = modules[source_id]
    if not by_hand(module):
        hand = [name for name, other in modules.items() if by_hand(other)]
        raise EtlError(
            f"{source_id}: asks its provider by itself. What to do: run `python -m etl fetch "
            f"{source_id}`; landed by hand: {', '.join(hand) or 'none'}"
        )
    return module


def _address(origin: str) -> str:
    parts = urlsplit(origin)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise EtlError(
            f"--origin {origin!r}: expected the web address that the file came from. "
            "What to do: give it whole, with https://"
        )
    return origin


def read_file(path: Path) -> bytes:
    """The bytes of a download; what is packed with gzip is unpacked.

    Raises:
        EtlError: it is missing, empty, cut short or far too large.
    """
    try:
        body = path.read_bytes()
        if kind(body) == "gzip":
            body = gzip.decompress(body)
    except (OSError, EOFError, zlib.error) as error:
        raise EtlError(
            f"{path}: expected a file that can be read, or one packed with gzip; got "
            f"{error}. What to do: download it again, or correct the path"
        ) from error
    if not body.strip() or len(body) > MAX_BODY_BYTES:
        raise EtlError(
            f"{path}: expected up to {MAX_BODY_BYTES:,} bytes, got {len(body):,}. "
            "What to do: download it again"
        )
    return body
