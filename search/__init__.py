"""Questions to evidence: words, vectors, indexes, fusion, answers, comparison."""
