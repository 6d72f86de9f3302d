"""A text without a full stop is read in bounded stretches, and nothing in it is lost. Words of our own."""

from __future__ import annotations

from ingest.pipeline import extract
from ingest.relations.sentences import LONGEST, bounded, sentences

CLAUSE = "市林业局要加强与市水利局合作，新建林场12家，"
RECORD = extract(("云溪市工作要点\n\n一、护林\n" + CLAUSE * 400).encode(), "long.txt")


def test_no_stretch_is_much_longer_than_a_sentence_may_be():
    assert max(sentence.end - sentence.start for sentence in sentences(RECORD)) <= LONGEST
    assert list(bounded("甲" * 5000, 0, [5000])) == [5000]  # where there is no comma, nothing is cut


def test_every_fact_and_target_is_still_found():
    assert len([s for s in RECORD.statements if s.predicate == "cooperates_with"]) >= 1
    assert len(RECORD.targets) == 400
    stretches = [(sentence.start, sentence.end) for sentence in sentences(RECORD)]
    assert all(any(start <= m.start and m.end <= end for start, end in stretches) for m in RECORD.mentions if m.start > 20)
