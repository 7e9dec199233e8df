"""Reads SDMX data messages (JSON 1.0 and 2.0, CSV) into rows. Knows no provider, no network."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from etl.ask.bodies import kind, parse_json
from etl.model import UnexpectedBodyError

NO_NUMBER = ("", "NaN")  # CSV writes NaN for a withheld cell


@dataclass(frozen=True)
class Cell:
    """One observation: its dimension codes, its period, its number (NaN for none), its status.

    The number is already multiplied by ten to the power of UNIT_MULT.
    """

    codes: Mapping[str, str]
    period: str
    value: float
    status: str


@dataclass(frozen=True)
class Message:
    """One data message; `prepared` is the day it was made, "" where the format has none."""

    title: str
    prepared: str
    cells: tuple[Cell, ...]


def read_message(body: bytes) -> Message:
    """The observations in a body, JSON or CSV by its first bytes, sorted by nothing.

    Raises:
        UnexpectedBodyError: neither, or one that contradicts itself.
    """
    try:
        return _read_json(body) if kind(body) == "json" else _read_csv(body)
    except (
        LookupError,
        TypeError,
        ValueError,
        AttributeError,
        ArithmeticError,
        csv.Error,
    ) as error:
        reason = f"{type(error).__name__}: {error}"
        raise UnexpectedBodyError(f"an SDMX message that is consistent ({reason})") from error


def require_message(body: bytes) -> None:
    """Check of a request that must bring observations."""
    read_message(body)


def _read_json(body: bytes) -> Message:
    answer = parse_json(body)
    schema = str(answer["meta"].get("schema", ""))
    data = answer.get("data", answer)  # 1.0 drafts keep everything at the top
    structure = data["structures"][0] if "structures" in data else data["structure"]
    if "dataSets" not in data or not ("/2." in schema or "/1." in schema or not schema):
        raise UnexpectedBodyError(f"SDMX-JSON 1.0 or 2.0, not {schema}")
    dimensions = [(d["id"], _ids(d)) for d in structure["dimensions"]["observation"]]
    attributes = [(a["id"], _ids(a)) for a in structure["attributes"]["observation"]]
    cells = []
    for key, members in data["dataSets"][0]["observations"].items():
        places = [int(place) for place in key.split(":")]
        if len(places) != len(dimensions) or min(places) < 0:
            raise ValueError(f"key {key} for {len(dimensions)} dimensions")
        pairs = zip(dimensions, places, strict=True)
        codes = {name: ids[place] for (name, ids), place in pairs}
        extra = {}
        for (name, ids), place in zip(attributes, members[1:], strict=False):
            if place is not None:
                extra[name] = ids[place] if isinstance(place, int) else str(place)
        cells.append(_cell(codes, members[0], extra))
    prepared = str(answer["meta"].get("prepared", ""))
    return Message(str(structure["name"]), _day(prepared), tuple(cells))


def _ids(node: Mapping[str, Any]) -> list[str]:
    return [str(value["id"]) for value in node["values"]]


def _read_csv(body: bytes) -> Message:
    found = kind(body)
    text = body.decode("utf-8-sig")
    reader = csv.DictReader(io.StringIO(text), strict=True)
    head = reader.fieldnames or []
    if found != "text" or not {"TIME_PERIOD", "OBS_VALUE"} <= set(head):
        raise UnexpectedBodyError(f"SDMX-CSV with TIME_PERIOD and OBS_VALUE, not {found}")
    if len(set(head)) != len(head):
        raise ValueError("a column stands twice")
    cells = []
    for row in reader:
        if None in row or None in row.values():
            raise ValueError(f"line {reader.line_num} has another number of fields")
        value = row["OBS_VALUE"].strip()
        number = None if value in NO_NUMBER else float(value)
        cells.append(_cell(row, number, row))
    return Message("", "", tuple(cells))


def _cell(codes: Mapping[str, str], value: Any, extra: Mapping[str, str]) -> Cell:
    if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
        raise ValueError(f"{value!r} is no number")
    number = math.nan if value is None else float(value)
    power = int(extra.get("UNIT_MULT") or 0)
    if abs(power) > 12:
        raise ValueError(f"UNIT_MULT {power}")
    scaled = number * 10**power if power else number
    return Cell(codes, str(codes["TIME_PERIOD"]), scaled, str(extra.get("OBS_STATUS") or ""))


def _day(moment: str) -> str:
    found = re.match(r"\d{4}-\d{2}-\d{2}", moment)
    if not found:
        raise ValueError(f"prepared {moment!r} is no date")
    return found[0]
