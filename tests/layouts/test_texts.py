"""Definitions and official sentences: complete, well set, and shown as what they are."""

import csv
import dataclasses
import io
import json
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from plotly.utils import PlotlyJSONEncoder

from app import Throughline
from callbacks.routing import read_address
from data.reference_lists import Reference, ReferenceListError, load_reference
from data.texts import Definition, Texts
from layouts.indicator import page as indicator_page
from layouts.search import page as search_page
from layouts.words.text import locale

FOLDER = Path(__file__).resolve().parents[2] / "data" / "reference"
PARTS = ("counts", "computed", "leaves_out")
# Who moves, and what moving means: one of these stands where everybody is measured.
PAGE_LANGS = ("en", "fr")
OFFICIAL_LANGS = ("en", "ar", "es", "fr", "ru", "zh")
ON_MIGRANTS = {
    "en": r"migra|refugee|displace|foreign|newcomer|abroad|asylum|in transit|on the move|"
    r"country of birth|across (the )?border|nationality|citizenship|residence permit|"
    r"people moving|leave because",
    "fr": r"migr|réfugi|déplac|étrang|arrivant|asile|en transit|en route|nationalité|"
    r"titre de séjour|camp|exil",
}


@pytest.fixture(scope="module")
def ref() -> Reference:
    return load_reference(FOLDER)


def definitions(ref: Reference, lang: str) -> list[Definition]:
    found = [ref.texts.definition(i, lang) for i in ref.indicators]
    assert all(d and d.lang == lang for d in found)
    return [d for d in found if d]


def cells(ref: Reference, lang: str) -> Iterator[tuple[str, str, str]]:
    for d in definitions(ref, lang):
        yield from ((d.indicator_id, part, getattr(d, part)) for part in PARTS)


def test_every_indicator_is_described_in_every_language_of_the_pages(ref: Reference) -> None:
    assert ref.texts.described_in == PAGE_LANGS
    for lang in PAGE_LANGS:
        assert len(definitions(ref, lang)) == len(ref.indicators)
    used = {("target", t) for t in ref.targets}
    used |= {("indicator", i.sdg_indicator) for i in ref.indicators.values() if i.sdg_indicator}
    for kind, id_ in used:
        found = ref.texts.translations(kind, id_)
        assert tuple(text.lang for text in found) == OFFICIAL_LANGS
        assert len({text.text for text in found}) == len(OFFICIAL_LANGS), (kind, id_)


def test_definitions_are_set_as_print_sets_them(ref: Reference) -> None:
    faults = {
        "en": re.compile(r"  |^\s|\s$|['\"]|\s[,.;:?!)]|[^.”]$"),
        "fr": re.compile(
            r"  |^\s|\s$|['\"“”]| [;:?!%»]|« |«[^\u00a0]|[^\u00a0][;?!»]|\d \d{3}|[^.]$"
        ),
    }
    found = [
        (lang, id_, part, fault.group())
        for lang, pattern in faults.items()
        for id_, part, text in cells(ref, lang)
        if (fault := pattern.search(text))
    ]
    assert not found


@pytest.mark.parametrize("lang", PAGE_LANGS)
def test_definitions_say_something_of_their_own(ref: Reference, lang: str) -> None:
    counts = Counter(d.counts for d in definitions(ref, lang))
    assert max(counts.values()) == 1
    for d in definitions(ref, lang):
        record = ref.indicators[d.indicator_id]
        names = {record.text("title", lang).casefold(), record.text("label", lang).casefold()}
        assert d.counts.rstrip(".").casefold() not in names, d.indicator_id
        assert max(len(getattr(d, part).split(". ")) for part in PARTS) <= 3, d.indicator_id
    # No stock phrase on what is left out: twice at most, for the two of one pair.
    left_out = [s for d in definitions(ref, lang) for s in re.split(r"(?<=\.) ", d.leaves_out)]
    assert max(Counter(left_out).values()) <= 2


@pytest.mark.parametrize("lang", PAGE_LANGS)
def test_where_everybody_is_measured_it_is_said_of_whom_nothing_follows(
    ref: Reference, lang: str
) -> None:
    silent = [
        d.indicator_id
        for d in definitions(ref, lang)
        if ref.indicators[d.indicator_id].measures == "everyone"
        and not re.search(ON_MIGRANTS[lang], d.leaves_out, re.IGNORECASE)
    ]
    assert not silent


def test_official_sentences_are_the_titles_that_the_tables_quote(ref: Reference) -> None:
    """Only the kind of space differs: the tables set a narrow one where the source has a plain."""

    def plain(text: str) -> str:
        return re.sub(r"\s+", " ", text.replace("\u202f", " ").replace("\u00a0", " "))

    for record in ref.indicators.values():
        for lang in PAGE_LANGS if record.sdg_indicator else ():
            official = ref.texts.sentence("indicator", record.sdg_indicator, lang)
            assert official
            assert plain(official.text) == plain(record.text("title", lang)), record.indicator_id


def test_addresses_of_metadata_follow_the_pattern_of_their_publisher(ref: Reference) -> None:
    for id_, about in ref.texts.metadata.items():
        code = ref.indicators[id_].sdg_indicator
        assert re.fullmatch(r"https?://\S+", about.metadata_url), id_
        if code:
            stem = "-".join(part.zfill(2) for part in code.split("."))
            pattern = rf"https://unstats\.un\.org/sdgs/metadata/files/Metadata-{stem}[ab]?\.pdf"
            assert re.fullmatch(pattern, about.metadata_url), id_


def test_every_fault_is_named_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "reference"
    shutil.copytree(FOLDER, folder)

    def rewrite(name: str, change) -> None:
        path = folder / "texts" / name
        with path.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.reader(stream))
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, lineterminator="\n").writerows(change(rows))

    rewrite(
        "en/definitions.csv",
        lambda rows: [
            *rows[:1],
            [rows[1][0], "", "x" * 400, "Nothing."],
            *rows[2:],
            ["ctx-nobody", "A.", "B.", "C."],
            rows[2],
        ],
    )
    rewrite("en/official.csv", lambda rows: rows[:-1])
    with pytest.raises(ReferenceListError) as caught:
        load_reference(folder)
    text = "\n".join(caught.value.problems)
    for expected in (
        "texts/en/definitions.csv row 2, column counts: expected text, got nothing",
        "texts/en/definitions.csv row 2, column computed: expected 340 characters at most, got 400",
        "column indicator_id: expected an id of indicators.csv, got 'ctx-nobody'",
        "texts/en/definitions.csv row 156, indicator_id: expected a new key",
        "texts/en/official.csv: expected a row for 17.19.2, found none",
    ):
        assert expected in text
    assert len(caught.value.problems) == 5
    (folder / "texts" / "en" / "official.csv").unlink()
    with pytest.raises(ReferenceListError, match=r"official\.csv: expected a file, found none"):
        load_reference(folder)


def shown(app: Throughline, indicator_id: str, lang: str, texts: Texts | None = None) -> str:
    ctx, _ = read_address(f"/indicators/{indicator_id}", f"?lang={lang}", app.reference, app.store)
    if texts:
        ctx = dataclasses.replace(ctx, reference=dataclasses.replace(app.reference, texts=texts))
    return json.dumps(indicator_page.layout(ctx), cls=PlotlyJSONEncoder, ensure_ascii=False)


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1]


@pytest.mark.parametrize("lang", PAGE_LANGS)
def test_a_page_shows_our_words_and_the_official_ones(app: Throughline, lang: str) -> None:
    texts = app.reference.texts
    page = shown(app, "sdg-10-7-4-sm-pop-refg-or", lang)
    own = texts.definition("sdg-10-7-4-sm-pop-refg-or", lang)
    assert own
    assert all(quoted(getattr(own, part)) in page for part in PARTS)
    for kind, id_ in (("target", "10.7"), ("indicator", "10.7.4")):
        assert all(quoted(text.text) in page for text in texts.translations(kind, id_))
    arabic = texts.sentence("indicator", "10.7.4", "ar")
    assert arabic
    assert '"lang": "ar", "dir": "rtl"' in page or '"dir": "rtl", "lang": "ar"' in page
    assert page.count('"rtl"') == 2, "the target and the indicator, in Arabic alone"
    assert "https://unstats.un.org/sdgs/metadata/files/Metadata-10-07-04.pdf" in page
    assert locale(lang)["definition.in_english"] not in page
    title = quoted(app.reference.indicators["ctx-hdi"].text("title", lang))
    context = shown(app, "ctx-hdi", lang)
    assert locale(lang)["definition.official"] not in context
    assert context.count(f'"{title}"') == 1, "the title stands in the head of the page alone"


def test_a_language_without_text_shows_english_and_says_so(app: Throughline) -> None:
    texts = app.reference.texts
    english = dataclasses.replace(
        texts,
        definitions={k: v for k, v in texts.definitions.items() if k[0] == "en"},
        official={k: v for k, v in texts.official.items() if k[0] == "en"},
    )
    page = shown(app, "sdg-10-7-4-sm-pop-refg-or", "fr", english)
    own = texts.definition("sdg-10-7-4-sm-pop-refg-or", "en")
    assert own
    assert quoted(own.counts) in page
    assert page.count(locale("fr")["definition.in_english"]) == len(PARTS) + 2
    assert page.count('"lang": "en"') >= len(PARTS) + 2


def test_what_nobody_described_has_no_such_section(app: Throughline) -> None:
    assert locale("en")["definition.title"] not in shown(app, "wb-sl-uem-totl-zs", "en")


@pytest.mark.parametrize("lang", PAGE_LANGS)
def test_search_results_and_verdict_files_carry_the_words(app: Throughline, lang: str) -> None:
    client = app.server.test_client()
    found = app.reference.texts.definition("sdg-10-7-4-sm-pop-refg-or", lang)
    assert found
    ctx, _ = read_address("/search", f"?q=10.7.4&lang={lang}", app.reference, app.store)
    page = json.dumps(search_page.layout(ctx), cls=PlotlyJSONEncoder, ensure_ascii=False)
    assert quoted(found.counts) in page
    answer = client.get(f"/export/verdict.json?indicator={found.indicator_id}&lang={lang}")
    assert answer.status_code == 200
    told = json.loads(answer.data)["definition"]
    assert {part: told[part] for part in PARTS} == {p: getattr(found, p) for p in PARTS}
    assert told["language"] == lang
    assert told["metadata"].endswith("Metadata-10-07-04.pdf")


def test_the_words_of_all_indicators_are_a_file(app: Throughline) -> None:
    client, ref = app.server.test_client(), app.reference
    rows = list(
        csv.DictReader(io.StringIO(client.get("/export/indicators.csv").data.decode("utf-8-sig")))
    )
    assert [r["indicator_id"] for r in rows] == list(ref.indicators)
    told = json.loads(client.get("/export/indicators.json").data)
    assert told["indicators"] == rows
    cost = next(r for r in rows if r["indicator_id"] == "sdg-10-c-1-si-rmt-cost")
    for lang in PAGE_LANGS:
        own = ref.texts.definition(cost["indicator_id"], lang)
        assert own
        assert cost[f"leaves_out_{lang}"] == own.leaves_out
    arabic = ref.texts.sentence("target", "10.c", "ar")
    assert arabic
    assert cost["official_target_ar"] == arabic.text
    assert client.get("/export/indicators.xml").status_code == 404
