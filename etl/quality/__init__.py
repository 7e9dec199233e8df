"""What speaks against published values: one module a rule, over the joined tables of a build.

Each rule finds rows and the figures that raise its flag; `apply` writes the column `quality` and
the table of doubts. No value is changed. Only indicators of the registry are judged, with their
sub-series: of a catalogue series nobody has declared what it can be, and its unit alone does not
say (a percentage may be a growth rate or a gross enrolment ratio).
"""
