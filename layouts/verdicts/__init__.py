"""Verdicts on progress as several pages show them: bars, matrix, list, cards, words."""
