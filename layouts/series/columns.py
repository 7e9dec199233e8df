"""Columns of every file of observations, from charts and from the table page alike."""

COLUMNS = (
    "indicator_id",
    "sdg_indicator",
    "indicator",
    "area_code",
    "area",
    "year",
    "value",
    "unit",
    "obs_status",
    "quality",
    "quality_reason",
    "breakdown",
    "source",
    "source_code",
    "edition",
    "retrieved_on",
    "licence",
    "attribution",
    "summed",
    "link",
)
