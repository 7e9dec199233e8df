"""Every doubt about a value has a sentence with its figures, in every language."""

import json

import pytest

from data.quality import FLAGS
from layouts.words.doubts import flag_name, reason, reasons
from layouts.words.text import languages

# Real rows: the cost of sending remittances to Malawi, 2023; Nepal's remittances over GDP, 2024;
# Samoa's, 2004; Missing Migrants, 2025; the rest as the rules write them.
FIGURES: dict[str, dict[str, float | str | None]] = {
    "bounds": {"value": -0.1, "low": 0.0, "high": 100.0},
    "disagrees": {
        "value": 66.1,
        "other": 25.4,
        "other_source": "unsdg",
        "difference_pct": 160.2,
    },
    "parts": {
        "value": 66.1,
        "computed": 25.7,
        "part": 11_000_000_000.0,
        "whole": 42_914_000_000.0,
        "difference_pct": 157.2,
    },
    "jump": {
        "value": 0.22,
        "before": 13.5,
        "after": 17.1,
        "before_year": 2003,
        "after_year": 2005,
    },
    "part_year": {"until": "2025-09-08"},
    "small": {"number": 3, "limit": 20},
    "old_edition": {"edition": "2023.Q4.G.02", "newest": "2025.Q3.2"},
}


@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize("flag", FLAGS)
def test_every_figure_that_raised_a_flag_stands_in_its_sentence(flag: str, lang: str) -> None:
    words = reason(flag, json.dumps(FIGURES[flag], sort_keys=True), lang)
    assert "{" not in words and words.endswith(".")
    digits = "".join(c for c in words if c.isdigit())
    for name, value in FIGURES[flag].items():
        if isinstance(value, str) and name != "until":
            assert value in words
        elif not isinstance(value, str) and value is not None:
            told = f"{value:.10f}".rstrip("0").rstrip(".").replace(".", "").lstrip("-0")
            assert told in digits, (name, words)
    assert flag_name(flag, lang) != flag


def test_a_figure_that_may_be_absent_leaves_a_whole_sentence() -> None:
    assert reason("part_year", "{}", "en").startswith("The year is not complete: the provider")
    assert "8 September 2025" in reason("part_year", FIGURES["part_year"], "en")
    assert "below the least" in reason("bounds", {"value": -4.04, "low": 0, "high": None}, "en")
    assert "above the most" in reason("bounds", {"value": 152.6, "low": None, "high": 100}, "en")


def test_a_value_is_never_rounded_to_the_bound_that_it_breaks() -> None:
    """Migrants in the Caribbean Netherlands: 100.003 per cent of the people."""
    words = reason("bounds", {"value": 100.00315, "low": 0, "high": 100}, "en")
    assert "100.003," in words and words.endswith("from 0 to 100.")
    whole = reason("disagrees", {**FIGURES["disagrees"], "value": 25713.4, "other": 25713}, "en")
    assert "25,713.4" in whole


def test_numbers_are_written_as_the_language_writes_them() -> None:
    assert "42,914,000,000" in reason("parts", FIGURES["parts"], "en")
    french = reason("parts", FIGURES["parts"], "fr")
    assert "42\u202f914\u202f000\u202f000" in french and "66,1" in french
    assert "157,2\u00a0%" in french


def test_a_source_is_called_by_its_name() -> None:
    words = reason("disagrees", FIGURES["disagrees"], "en", {"unsdg": "UN SDG database"})
    assert "UN SDG database" in words and "unsdg" not in words


def test_two_doubts_of_one_cell_are_two_sentences() -> None:
    both = reasons([(flag, json.dumps(FIGURES[flag])) for flag in ("bounds", "jump")], "en")
    assert both.count("The value") == 2


def test_what_is_not_a_doubt_is_refused() -> None:
    with pytest.raises(KeyError):
        reason("odd", "{}", "en")
    with pytest.raises(KeyError):
        reason("jump", '{"value": 1}', "en")
    with pytest.raises(ValueError):
        reason("jump", "not JSON", "en")
