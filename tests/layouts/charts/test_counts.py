"""Numbers of places that sentences tell count those whose values may be compared, and no others."""

import re

import numpy as np
import pytest

from app import Throughline
from data.store import Matrix
from tests.layouts.charts.checks import served, summed

SERIES = "ctx-remit-received-gdp"  # thirteen doubted values in 2017 and 2024


def led(app: Throughline, *years: int) -> tuple[int, int]:
    """Countries with a value in every year: all of them, and those whose values all lead."""
    matrix = app.store.matrix(SERIES)
    assert isinstance(matrix, Matrix)
    rows = [year - int(matrix.years[0]) for year in years]
    countries = [i for i, code in enumerate(matrix.areas) if ":" not in code]
    known = ~np.isnan(matrix.values[rows][:, countries])
    leads = matrix.leads[rows][:, countries]
    return int(known.all(axis=0).sum()), int(leads.all(axis=0).sum())


@pytest.mark.parametrize("chart", ["beeswarm", "two_maps"])
def test_a_doubted_value_is_no_end_of_a_counted_change(app: Throughline, chart: str) -> None:
    summary = served(app, f"chart={chart}&indicator={SERIES}&baseyear=2017&year=2024")["summary"]
    every, compared = led(app, 2017, 2024)
    assert compared < every
    assert re.search(r"[Oo]f (\d+) ", summed(summary)).group(1) == str(compared)  # type: ignore[union-attr]


def test_a_median_says_of_how_many_countries_it_is(app: Throughline) -> None:
    summary = served(app, f"chart=strip&indicator={SERIES}&year=2024")["summary"]
    every, compared = led(app, 2024)
    assert compared < every
    groups = re.findall(r"\((\d+) countr", summed(summary))
    assert sum(map(int, groups)) == compared
