"""The words of every curated indicator as one file, in all their languages."""

from __future__ import annotations

import csv
import io
from typing import Any

import orjson

from data.reference_lists import Indicator, Reference
from layouts.pieces.definition import PARTS

NAME = "throughline-indicators"
ABOUT = ("definition_evidence", "text_read", "metadata_url", "url_evidence")


def csv_file(reference: Reference) -> bytes:
    """One row per indicator, in file order, UTF-8 with a byte order mark; see `_row`."""
    found = [_row(reference, i) for i in reference.indicators.values()]
    out = io.StringIO()
    writer = csv.DictWriter(out, list(found[0]) if found else [], lineterminator="\n")
    writer.writeheader()
    writer.writerows(found)
    return out.getvalue().encode("utf-8-sig")


def json_file(reference: Reference, address: str) -> bytes:
    """The same rows as JSON, with the licences of the words and the address of the file."""
    return orjson.dumps(
        {
            "title": "Throughline indicators",
            "licence": "Apache-2.0; official sentences: United Nations, through open-sdg (MIT)",
            "link": address,
            "indicators": [_row(reference, i) for i in reference.indicators.values()],
        },
        option=orjson.OPT_INDENT_2,
    )


def _row(reference: Reference, indicator: Indicator) -> dict[str, Any]:
    """Ids, names, our words and the official sentences; "" where there is no such text."""
    texts = reference.texts
    about = texts.metadata.get(indicator.indicator_id)
    row = {
        "indicator_id": indicator.indicator_id,
        "sdg_indicator": indicator.sdg_indicator,
        "target_id": indicator.target_id,
        "unit": indicator.unit,
        "measures": indicator.measures,
    }
    for lang in texts.described_in:
        own = texts.definitions.get((lang, indicator.indicator_id))
        row[f"label_{lang}"] = indicator.text("label", lang)
        row |= {f"{part}_{lang}": getattr(own, part, "") for part in PARTS}
    row |= {name: getattr(about, name, "") for name in ABOUT}
    for kind, id_ in (("target", indicator.target_id), ("indicator", indicator.sdg_indicator)):
        for lang in texts.official_in:
            official = texts.official.get((lang, kind, id_))
            row[f"official_{kind}_{lang}"] = official.text if official else ""
    return row
