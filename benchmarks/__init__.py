"""Measurements: each module prints a table. Timings are ratios against named peers or bars, taken in one run."""
