"""Everything seen: functions of plain values. No callbacks, no table reading of its own."""
