"""Retrieval measured: against peers on the same gold, and in time at a hundred thousand passages."""
