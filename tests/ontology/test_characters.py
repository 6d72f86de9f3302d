from ontology.characters import is_whole


def test_half_of_a_surrogate_pair_is_no_whole_character():
    assert is_whole("要点🙂")
    assert not is_whole("要\ud800点")
