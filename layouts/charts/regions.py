"""Parts of the world that the map page can show: their members and the frame that holds them.

The frames (degrees of longitude and latitude) are our own choice for reading, not a definition.
They hold every member whole, with two exceptions: Russia reaches far beyond the frame of Europe,
and places of the far south of which no population is counted (EMPTY) are outside some of them.
"""

from __future__ import annotations

from dataclasses import dataclass

from data.reference_lists import Area


@dataclass(frozen=True)
class Region:
    """One view of the map: the M49 code whose members count, and the frame drawn."""

    code: str
    lon: tuple[float, float]
    lat: tuple[float, float]


REGIONS: dict[str, Region] = {
    "world": Region("", (-180, 180), (-59, 85)),
    "africa": Region("M49:002", (-26, 75), (-36, 39)),
    "northern-africa": Region("M49:015", (-19, 39), (7, 39)),
    "western-africa": Region("M49:011", (-26, 17), (-17, 28)),
    "middle-africa": Region("M49:017", (4, 33), (-19, 25)),
    "eastern-africa": Region("M49:014", (20, 75), (-28, 19)),
    "southern-africa": Region("M49:018", (10, 36), (-36, -16)),
    "americas": Region("M49:019", (-190, -24), (-57, 84.5)),
    "northern-america": Region("M49:021", (-190, -10), (17, 84)),
    "central-america": Region("M49:013", (-119, -76), (5, 34)),
    "caribbean": Region("M49:029", (-86, -58), (9, 28)),
    "south-america": Region("M49:005", (-93, -33), (-57, 15)),
    "asia": Region("M49:142", (25, 152), (-12, 56)),
    "western-asia": Region("M49:145", (24, 62), (11, 44)),
    "central-asia": Region("M49:143", (44, 90), (33, 57)),
    "southern-asia": Region("M49:034", (42, 99), (-2, 41)),
    "eastern-asia": Region("M49:030", (72, 148), (17, 55)),
    "south-eastern-asia": Region("M49:035", (90, 143), (-12, 30)),
    "europe": Region("M49:150", (-27, 62), (33, 82)),
    "oceania": Region("M49:009", (94, 232), (-49, 24)),
}
EMPTY = ("ATA", "ATF", "BVT", "HMD")
BEYOND = ("RUS",)
# The sub-regions in the order of a map read from the north-west: the list of countries keeps it.
ORDER = (
    *("M49:021", "M49:013", "M49:029", "M49:005"),
    *("M49:154", "M49:155", "M49:151", "M49:039"),
    *("M49:015", "M49:011", "M49:017", "M49:014", "M49:018"),
    *("M49:145", "M49:143", "M49:034", "M49:030", "M49:035"),
    *("M49:053", "M49:054", "M49:057", "M49:061"),
)


def codes_of(area: Area) -> tuple[str, ...]:
    """The M49 regions that an area lies in."""
    return (area.region_code, area.sub_region_code, area.intermediate_region_code)


def members(name: str, places: list[Area]) -> list[str]:
    """Codes of the places in a region; all of them for the world."""
    code = REGIONS[name].code
    return [a.area_code for a in places if not code or code in codes_of(a)]


def in_map_order(places: list[Area]) -> list[tuple[str, list[Area]]]:
    """Places by sub-region, from north-west to south-east; those outside any come last under ""."""
    groups: dict[str, list[Area]] = {code: [] for code in (*ORDER, "")}
    for area in places:
        own = next((c for c in ORDER if c in codes_of(area)), "")
        groups[own].append(area)
    for found in groups.values():  # rows of five degrees, each from west to east
        found.sort(key=lambda a: (-round((a.lat or 0) / 5), a.lon or 0, a.area_code))
    return [(code, found) for code, found in groups.items() if found]
