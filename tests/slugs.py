"""A name for each page whose address goes on with one, for tests that open every page."""

SLUGS = {
    "theme": "drivers",
    "indicator": "sdg-3-2-1-sh-dyn-mort",
    "country": "MAR",
    "brief": "MAR",
    "group": "M49:199",
    "story": "who-is-counted",
}
