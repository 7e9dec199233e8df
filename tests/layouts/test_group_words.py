"""Groups and words with their dates on pages and in files: said, in both languages, and right."""

from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from app import Throughline
from data import area_groups
from data.store import Store
from layouts.charts.files import csv_file
from layouts.request.context import Context
from layouts.series.editions import group_editions, word_editions
from layouts.series.groups import (
    MEMBER_COLUMNS,
    dated,
    dated_cells,
    days_note,
    fiscal_year,
    kind_label,
    moved,
    option_label,
    whose_members,
)
from layouts.verdicts.bars import focus_line
from layouts.verdicts.export import progress_file
from tests.data.test_groups import NEW, OLD, laid, listed
from tests.layouts.test_progress_pages import context, text


@pytest.fixture
def moving(app: Throughline, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Throughline:
    """The app, with the World Bank's lists of June 2024 and July 2026 of five economies."""
    held = laid(listed(OLD, "2024-06-28"), listed(NEW, "2026-07-13"))
    (tmp_path / "tables").mkdir()
    columns = {name: pd.Series(held[name]).tolist() for name in held}
    pq.write_table(pa.table(columns), tmp_path / "tables" / "groups.parquet")
    lists = area_groups.read_lists(tmp_path)

    def stated(_: Store) -> dict[str, object]:
        return dict(lists)

    for module in ("data.area_groups", "layouts.series.groups", "layouts.series.editions"):
        monkeypatch.setattr(f"{module}.lists", stated)
    return app


@pytest.mark.parametrize(
    ("day", "year"), [("2024-06-28", 2024), ("2026-07-13", 2027), ("2026-04-08", 2026)]
)
def test_fiscal_years_of_the_world_bank(day: str, year: int) -> None:
    assert fiscal_year(day) == year


def test_a_group_says_whose_list_it_is_and_of_which_day(moving: Throughline) -> None:
    ctx = context(moving, "/", "areas=WB:LMC")
    words = "Members by the World Bank, list of 13 July 2026 (fiscal year 2027)."
    assert dated(ctx, "WB:LMC") == words == dated(ctx, "WB:MIC")
    assert words in text(focus_line(ctx))
    assert dated(ctx, "M49:199") == "Members by the United Nations, list as of 23 November 2026."
    assert dated(ctx, "M49:202") == dated(ctx, "KEN") == ""
    assert whose_members(ctx, "M49:199").endswith("of its own edition, which may be others.")
    assert whose_members(ctx, "KEN") == ""
    assert kind_label(ctx, "wb_income") == "Income groups (World Bank), list of 13 July 2026"
    assert kind_label(ctx, "part") == "Sub-regions (United Nations)"
    assert option_label(ctx, "M49:199") == "LDCs, list as of 23 November 2026"
    assert "13 July 2026" in days_note(ctx)
    french = context(moving, "/", "lang=fr&areas=WB:LMC")
    assert "liste du 13 juillet 2026 (exercice 2027)" in dated(french, "WB:LMC")


def test_who_joined_and_who_left_is_told_with_both_days(moving: Throughline) -> None:
    ctx = context(moving, "/", "areas=WB:LMC")
    between = "between the lists of 28 June 2024 and 13 July 2026"
    assert moved(ctx, "WB:LMC") == [
        f"Joined {between}: Namibia, State of Palestine, Togo, Venezuela."
    ]
    assert moved(ctx, "WB:UMC") == [f"Left {between}: Namibia, State of Palestine."]
    # From upper to lower middle income is no move out of the middle incomes.
    assert moved(ctx, "WB:MIC") == [f"Joined {between}: Togo, Venezuela."]
    assert moved(ctx, "M49:199") == []


def test_files_that_a_group_decides_name_its_list(app: Throughline) -> None:
    for code in ("M49:199", "WB:LMC"):
        cells = (code, *dated_cells(context(app, "/", ""), code))
        ctx = context(app, "/compare", f"among={code}&chart=bar")
        _, columns, rows = csv_file(ctx, "bar", "https://x.org")
        assert columns[-3:] == MEMBER_COLUMNS
        assert rows
        assert {row[-3:] for row in rows} == {cells}
        _, columns, of = progress_file(context(app, "/", f"areas={code}"), "progress", "")
        assert columns[-3:] == MEMBER_COLUMNS
        assert {row[-3:] for row in of} == {cells}
    plain = csv_file(context(app, "/compare", "chart=bar"), "bar", "")[1]
    assert not set(MEMBER_COLUMNS) & set(plain)


def test_words_of_another_edition_are_told_beside_the_note(moving: Throughline) -> None:
    ctx: Context = context(moving, "/", "")
    info = {"edition": "2026-07-01", "last_year": 2025, "aggregates": True}
    assert word_editions(ctx, info) == []
    assert word_editions(ctx, info | {"words_edition": "2026-04-08", "note_year": "2018"}) == [
        "The provider’s title and note are of its edition of 8 April 2026; the values are of the "
        "edition of 1 July 2026.",
        "The provider’s note is of an older state than the values: it names 2018, and the values "
        "go on to 2025.",
    ]
    within = word_editions(ctx, info | {"last_year": 2023, "note_year": "2023"})
    assert "is of 2023, and values of 2023 are among those shown" in within[0]
    prices = word_editions(ctx, info | {"older_prices": "usd/2010/2015"})
    assert prices[0].startswith("The title names US dollars of 2010;")
    assert group_editions(ctx, info, "worldbank") == ""
    older = group_editions(ctx, info | {"edition": "2021-09-15"}, "worldbank")
    assert "at the edition of 15 September 2021, not its list of 13 July 2026" in older


def test_the_world_is_not_said_to_be_all_the_providers_own(app: Throughline) -> None:
    said = text(focus_line(context(app, "/", "")))
    assert "own figures" not in said
    for source_id in ("unhcr", "missingmigrants"):
        assert app.reference.sources[source_id].title in said
    assert "added up or computed here" in said
    assert "added up" not in text(focus_line(context(app, "/", "areas=KEN")))
