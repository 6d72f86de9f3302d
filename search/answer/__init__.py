"""Answers with citations, from the outline, the particulars, the graph and the best sentences."""
