"""Tests of etl/, and the tiny data folders and mirrors they run on."""
