import numpy as np

from search.quantise import quantise, restore


def test_rows_stand_for_vectors_of_length_one_close_to_the_given_ones():
    given = np.random.default_rng(5).normal(size=(50, 64)).astype(np.float32)
    given /= np.linalg.norm(given, axis=1, keepdims=True)
    stood = restore(*quantise(given))
    assert np.allclose(np.linalg.norm(stood, axis=1), 1, atol=1e-6)
    assert np.einsum("ij,ij->i", given, stood).min() > 0.999


def test_what_was_restored_is_stored_alike():
    given = np.random.default_rng(6).normal(size=(20, 32)).astype(np.float32)
    rows, scales = quantise(given)
    again, _ = quantise(restore(rows, scales))
    assert np.array_equal(rows, again)


def test_a_row_of_zeros_stays_one():
    assert not restore(*quantise(np.zeros((1, 8), np.float32))).any()
