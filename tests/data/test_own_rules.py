"""Own links and targets: what they change, and every fault named by row at once."""

import csv
import io
import shutil
from pathlib import Path

import pytest

from app import create_app
from callbacks.routing import read_address
from data.links import LINK_COLUMNS, link_cells, link_columns
from data.own_rules import TARGET_COLUMNS, RuleFile, Rules, apply_rules
from data.progress.settings import DEFAULT
from data.reference_lists import Reference, ReferenceListError
from etl.__main__ import main as etl
from layouts.frame import shell
from layouts.pieces.notice import rules_name

pytestmark = pytest.mark.slow


LANGS = ("en", "fr")
HEAD = link_columns(LANGS)
OLD = HEAD[: HEAD.index("indicator_ids")]  # what files had before links named indicators


def links_file(
    reference: Reference,
    *more: str,
    keep: int | None = None,
    columns: tuple[str, ...] = HEAD,
) -> RuleFile:
    """Our own crosswalk in the format of a links file, with further lines."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for link in reference.links[:keep]:
        writer.writerow(link_cells(link, LANGS)[: len(columns)])
    filled = [x + "," * (len(columns) - len(OLD)) for x in more]
    return RuleFile("mine.csv", (out.getvalue() + "".join(f"{x}\n" for x in filled)).encode())


def targets_file(*lines: str) -> RuleFile:
    return RuleFile("aims.csv", "\n".join([",".join(TARGET_COLUMNS), *lines, ""]).encode())


def problems(reference: Reference, **files: RuleFile) -> list[str]:
    with pytest.raises(ReferenceListError) as caught:
        apply_rules(reference, Rules(**files))
    return list(caught.value.problems)


def test_our_crosswalk_comes_back_as_it_was(reference: Reference) -> None:
    assert apply_rules(reference, Rules(links=links_file(reference))).links == reference.links


def test_a_file_of_before_means_all_indicators_of_a_target(reference: Reference) -> None:
    """Files without the columns that came later are taken as they were."""
    old = apply_rules(reference, Rules(links=links_file(reference, columns=OLD)))
    assert [link_cells(x, LANGS)[: len(OLD)] for x in old.links] == [
        link_cells(x, LANGS)[: len(OLD)] for x in reference.links
    ]
    assert not any(link.indicator_ids or link.basis for link in old.links)
    assert "sdg-10-7-4-sm-pop-refg-or" in old.theme_counted("ts5")
    assert "sdg-10-7-4-sm-pop-refg-or" not in reference.theme_counted("ts5")


def test_reasons_may_be_in_english_alone_or_in_a_language_we_have_not(
    reference: Reference,
) -> None:
    row = {"kind": "theme_indicator", "from_id": "ts5", "to_id": "ctx-remit-received"}
    row |= {"strength": "context", "sources": "EXPERT", "evidence": "derived"}
    row |= {"target_evidence": "", "rationale_en": "Mine", "rationale_es": "La mía"}
    for columns in (LINK_COLUMNS, (*LINK_COLUMNS, "rationale_es")):
        body = f"{','.join(columns)}\n{','.join(row[c] for c in columns)}\n".encode()
        (link,) = apply_rules(reference, Rules(links=RuleFile("mine.csv", body))).links
        assert link.text("rationale", "fr") == "Mine [en]"
        own = "La mía" if "rationale_es" in columns else "Mine [en]"
        assert link.text("rationale", "es") == own


def test_own_links_take_the_place_of_ours(reference: Reference) -> None:
    row = "theme_indicator,ts5,ctx-remit-received,context,Mine,Le mien,AUTHOR,derived,"
    source = next(iter(reference.link_sources))
    own = apply_rules(
        reference, Rules(links=links_file(reference, row.replace("AUTHOR", source), keep=0))
    )
    assert own.theme_indicators("ts5") == ("ctx-remit-received",)
    assert own.theme_indicators("ts1") == ()
    assert reference.theme_indicators("ts1")  # ours are as they were


def test_every_fault_of_a_links_file_is_named_by_row(reference: Reference) -> None:
    first, last = reference.links[0], len(reference.links) + 1
    tail = f"direct,a,b,{first.sources[0]},derived,"
    found = problems(
        reference,
        links=links_file(
            reference,
            f"theme_objective,{first.from_id},{first.to_id},primary,a,b,{first.sources[0]},derived,",
            f"theme_objective,ts99,2,primary,a,b,{first.sources[0]},derived,",
            f"objective_target,10.7,2,{tail}",
            "theme_planet,ts1,mars,primary,a,b,X,derived,",
            f"theme_objective,ts1,2,great,a,b,{first.sources[0]},proven,",
            "theme_objective,ts1,3,primary,a,b,NONE,derived,",
        ),
    )
    text = "\n".join(found)
    assert f"mine.csv row {last + 1}, from_id+to_id: expected a new key" in text
    assert f"row {last + 2}, column from_id: expected an id of themes.csv, got 'ts99'" in text
    assert f"row {last + 3}, columns from_id, to_id: a link objective_target runs from" in text
    assert f"row {last + 4}, column kind: expected one of theme_objective" in text
    assert f"row {last + 6}, column sources: expected an id of link_sources.csv, got 'NONE'" in text
    assert f"row {last + 5}, column strength: expected one of primary" in text
    assert f"row {last + 5}, column evidence: expected one of verified" in text


def test_a_cycle_is_named_with_its_links(reference: Reference) -> None:
    step = next(x for x in reference.links if x.kind == "objective_target")
    back = f"objective_target,{step.to_id},{step.from_id},direct,a,b,{step.sources[0]},derived,"
    found = problems(reference, links=links_file(reference, back))
    assert sum("is part of a cycle" in text for text in found) == 2


def test_own_targets_change_only_the_indicators_they_name(reference: Reference) -> None:
    own = apply_rules(
        reference,
        Rules(
            targets=targets_file(
                "sdg-3-1-1-sh-sta-mort,down,absolute,140,2030",
                "ctx-remit-received-gdp,up,direction,,2030",
            )
        ),
    )
    assert own.indicators["sdg-3-1-1-sh-sta-mort"].target_value == "140"
    assert own.indicators["ctx-remit-received-gdp"].role == "assess"
    changed = {i for i, x in own.indicators.items() if x != reference.indicators[i]}
    assert changed == {"sdg-3-1-1-sh-sta-mort", "ctx-remit-received-gdp"}


def test_every_fault_of_a_targets_file_is_named_by_row(reference: Reference) -> None:
    found = problems(
        reference,
        targets=targets_file(
            "sdg-0-0-0,down,absolute,1,2030",
            "sdg-3-1-1-sh-sta-mort,sideways,absolute,x,2030",
            "sdg-3-1-1-sh-sta-mort,down,relative,50,1999",
            "sdg-1-1-1-si-pov-day1,down,wish,0,2030",
        ),
    )
    expected = (
        "row 2, column indicator_id: expected an id of indicators.csv, got 'sdg-0-0-0'",
        "row 3, column direction: a target of kind absolute needs up or down, got 'sideways'",
        "row 3, column target_value: expected a number, got 'x'",
        "row 4, column indicator_id: 'sdg-3-1-1-sh-sta-mort' stands in row 3 already",
        "row 4, column target_value: a change of 50 percent does not go down",
        "row 4, column target_year: expected a year from 2016 to 2100, got '1999'",
        "row 5, column target_kind: expected",
    )
    assert len(found) == len(expected)
    for text in expected:
        assert any(text in line for line in found), text


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"a,b\n", "missing: kind, from_id"),
        (b"\xff\xfe\x00", "expected UTF-8"),
        ((",".join(LINK_COLUMNS) + "\nx\n").encode(), "row 2: expected 8 cells, got 1"),
    ],
)
def test_a_file_of_another_shape_is_refused(reference: Reference, body: bytes, says: str) -> None:
    assert says in problems(reference, links=RuleFile("mine.csv", body))[0]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A whole data folder of one's own."""
    source = Path(__file__).parents[2] / "data"
    for name in ("reference", "tables"):
        shutil.copytree(source / name, tmp_path / "data" / name)
    return tmp_path / "data"


def run(copy: Path, *arguments: str) -> int:
    return etl([*arguments, "--data-dir", str(copy), "--quiet"])


def band(copy: Path) -> str:
    store = create_app(copy).store
    found = store.verdicts.one("sdg-3-1-1-sh-sta-mort", "KEN", DEFAULT)
    return found.band if found else ""


def test_a_copy_judges_by_its_own_targets_and_says_so(copy: Path, reference: Reference) -> None:
    """Kenya's maternal mortality: off track for 70 per 100,000, met for 5,000."""
    before = band(copy)
    aims = copy.parent / "aims.csv"
    aims.write_bytes(targets_file("sdg-3-1-1-sh-sta-mort,down,absolute,5000,2030").body)
    links = copy.parent / "mine.csv"
    links.write_bytes(links_file(reference, keep=40).body)
    assert run(copy, "build", "--targets", str(aims), "--links", str(links)) == 0
    assert before not in ("met", "")
    assert band(copy) == "met"
    app = create_app(copy)
    assert len(app.reference.links) == 40
    header = str(shell.header(read_address("/", "", app.reference, app.store)[0]))
    assert "aims.csv" in header
    assert "mine.csv" in header
    files = ("progress.csv", "matrix.csv", "verdict_map.csv", "verdict.csv", "verdict.json")
    for file in (f"/export/{name}" for name in (*files, "crosswalk.csv", "crosswalk.json")):
        answer = app.server.test_client().get(file)
        assert "throughline-own-rules-" in answer.headers["Content-Disposition"]
    for file in ("progress", "matrix", "verdict_map", "verdict"):
        table = app.server.test_client().get(f"/export/{file}.csv").get_data(as_text=True)
        rows = csv.DictReader(io.StringIO(table))
        assert {row["rules"] for row in rows} <= {rules_name(app.store)}, file
        assert rows.fieldnames[-1] == "rules"
    told = app.server.test_client().get("/export/verdict.json").get_json()
    assert told["rules"] == rules_name(app.store)
    assert run(copy, "check") == 0

    assert run(copy, "judge") == 0  # back to ours
    assert band(copy) == before
    assert "rules" not in create_app(copy).store.catalogue


def test_a_faulty_file_changes_nothing(copy: Path, capsys: pytest.CaptureFixture) -> None:
    before = {p.name: p.read_bytes() for p in (copy / "tables").iterdir()}
    aims = copy.parent / "aims.csv"
    aims.write_bytes(targets_file("nothing,up,absolute,x,2030", "nothing,up,absolute,1,30").body)
    assert run(copy, "build", "--targets", str(aims)) == 1
    assert run(copy, "build", "--links", str(copy / "absent.csv")) == 1
    said = capsys.readouterr().err
    assert "aims.csv row 2, column target_value: expected a number, got 'x'" in said
    assert "aims.csv row 3, column target_year" in said
    assert "absent.csv" in said
    assert {p.name: p.read_bytes() for p in (copy / "tables").iterdir()} == before
