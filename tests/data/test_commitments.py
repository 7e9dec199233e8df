"""What states promised: known votes, totals, what a missing row never says, and faults of rows."""

import csv
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest

from data.commitments import listed_parties, of_area
from data.promises import ANSWERS, NONE, TREATY, answers, as_of, kind_of, promises
from data.reference_lists import Reference, ReferenceListError, load_reference

FOLDER = Path(__file__).resolve().parents[2] / "data" / "reference"
VOTES = {  # A/RES/73/195, 19 December 2018, as the United Nations published them
    "USA": "no", "HUN": "no", "ISR": "no", "CZE": "no", "POL": "no",
    "AUS": "abstain", "ITA": "abstain", "CHE": "abstain", "AUT": "abstain", "MAR": "yes",
}  # fmt: skip
TOTALS = {"yes": 152, "no": 5, "abstain": 12, "absent": 24}
FOUND_IN_2017 = 15  # national consultations, of about fifty


@pytest.fixture(scope="module")
def ref() -> Reference:
    return load_reference(FOLDER)


def test_votes_are_the_published_ones(ref: Reference) -> None:
    votes = {code: of_area(ref, code).vote for code in VOTES}
    assert {code: vote and vote.vote for code, vote in votes.items()} == VOTES
    assert Counter(vote.vote for vote in ref.votes.values()) == TOTALS
    assert {v.evidence for v in ref.votes.values() if v.vote == "absent"} == {"derived"}
    assert of_area(ref, "VAT").vote is None and of_area(ref, "M49:002").rows == 0


def test_every_promise_answers_for_every_country_with_day_evidence_and_source(
    ref: Reference,
) -> None:
    countries = {a.area_code for a in ref.areas.values() if a.kind == "country"}
    assert len(promises(ref)) == len(set(promises(ref))) == 5 + 10
    for promise in promises(ref):
        found = answers(ref, promise)
        assert countries <= {answer.area_code for answer in found}
        for answer in found:
            assert answer.answer in ANSWERS[kind_of(ref, promise)]
            assert re.match(r"\d{4}", answer.as_of), answer
            known = answer.answer != NONE
            assert bool(answer.evidence) == bool(answer.sources) == known, answer


def test_no_row_is_no_row_and_never_a_refusal(ref: Reference) -> None:
    for promise, instrument in ref.instruments.items():
        parties = set(listed_parties(ref, instrument))
        assert 0 < len(parties) <= instrument.parties
        for answer in answers(ref, promise):
            held = ref.acts.get((promise, answer.area_code), ())
            assert (answer.answer == "party") == (answer.area_code in parties)
            assert (answer.answer == NONE) == (not held)
            if answer.answer == NONE:
                assert answer.as_of == as_of(ref, promise) == instrument.as_of
    assert not {"no", "not_party"} & set(ANSWERS[TREATY])
    assert of_area(ref, "SWE").treaties[7].bound is None  # S is beyond K, where reading ended
    assert len(listed_parties(ref, ref.instruments["ILO-C097"])) == 28 < 54


def test_signatures_do_not_bind_and_the_first_binding_act_does(ref: Reference) -> None:
    own = {t.instrument.instrument_id: t for t in of_area(ref, "MAR").treaties}
    assert own["ICRMW"].bound and own["ICRMW"].bound.on == "1993-06-21"
    montenegro = {t.instrument.instrument_id: t for t in of_area(ref, "MNE").treaties}["ICRMW"]
    assert montenegro.signed and not montenegro.bound  # a succession to the signature


def test_reviews_that_were_only_announced_are_not_counted(ref: Reference) -> None:
    philippines = of_area(ref, "PHL")
    assert [r.year for r in philippines.reviews] == [2019, 2022]
    assert [r.year for r in philippines.presented] == [2019]
    assert not [r for r in ref.reviews if r.evidence == "recalled"]
    assert Counter(r.year for r in ref.reviews)[2019] == 47


def test_fifteen_national_consultations_of_2017_each_in_another_country(ref: Reference) -> None:
    own = [c for c in ref.consultations.values() if c.type == "national_consultation"]
    assert len({c.area_code for c in own}) == FOUND_IN_2017
    assert all("2017-04" <= c.start_on < "2017-12" for c in own)
    assert not [c for c in own if c.theme_ids and c.theme_evidence == "recalled"]


def edit(folder: Path, name: str, column: str, line: int, value: str) -> None:
    path = folder / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    rows[line - 1][rows[0].index(column)] = value
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows(rows)


def test_bad_rows_are_named_all_at_once(tmp_path: Path) -> None:
    copy = Path(shutil.copytree(FOLDER, tmp_path / "reference"))
    edit(copy, "gcm_votes", "area_code", 2, "VAT")  # was Afghanistan
    edit(copy, "gcm_votes", "vote", 3, "maybe")
    edit(copy, "treaty_participation", "on", 2, "2006-02-31")
    edit(copy, "treaty_participation", "source", 3, "")
    edit(copy, "treaty_participation", "on", 4, "2031-01-01")
    edit(copy, "treaty_instruments", "parties", 2, "3")
    edit(copy, "voluntary_national_reviews", "year", 2, "1999")
    edit(copy, "citizenship_law", "dual", 2, "sometimes")
    with pytest.raises(ReferenceListError) as caught:
        load_reference(copy)
    found = str(caught.value)
    for fault in (
        "gcm_votes.csv: expected a row for AFG, found none",
        "gcm_votes.csv row 2, column area_code: expected a member State, got 'VAT'",
        "gcm_votes.csv row 3, column vote: expected one of yes, no, abstain, absent, got 'maybe'",
        "treaty_participation.csv row 2, column on: expected a day, month or year",
        "treaty_participation.csv row 3, column source: expected text, got nothing",
        "treaty_participation.csv row 4, column on: expected a date before that of as_of",
        "treaty_instruments.csv row 2, column parties: expected at least the 57",
        "voluntary_national_reviews.csv row 2, column year: expected 2016 or later, got 1999",
        "citizenship_law.csv row 2, column dual: expected one of yes, here, abroad, no",
    ):
        assert fault in found, found
    assert len(caught.value.problems) == 9, found
