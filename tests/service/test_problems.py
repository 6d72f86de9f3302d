"""Every error has a status inside and outside."""

from __future__ import annotations

import errno

import pytest

from ontology import errors
from ontology.errors import InputError, LibraryError, YaodianError
from service.problems import exit_status, from_os_error, http_status

KINDS = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, YaodianError)]


def make(kind: type[YaodianError]) -> YaodianError:
    return kind("neo4j", "neo4j") if kind is errors.MissingExtra else kind("it is so")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_error_has_statuses(kind: type[YaodianError]) -> None:
    assert 400 <= http_status(make(kind)) < 600
    assert exit_status(make(kind)) > 0


@pytest.mark.parametrize("kind", [kind for kind in KINDS if issubclass(kind, InputError)], ids=lambda kind: kind.__name__)
def test_bad_input_is_never_the_servers_fault(kind: type[YaodianError]) -> None:
    assert 400 <= http_status(make(kind)) < 500


@pytest.mark.parametrize(
    ("number", "kind", "word"),
    [
        (errno.ENOSPC, LibraryError, "no space"),
        (errno.EFBIG, LibraryError, "larger"),
        (errno.EROFS, LibraryError, "read-only"),
        (errno.EACCES, InputError, "permission"),
        (errno.ENOENT, InputError, "no such"),
        (errno.EIO, InputError, "put/output"),
    ],
)
def test_the_systems_refusals_are_worded(number: int, kind: type[YaodianError], word: str) -> None:
    error = from_os_error(OSError(number, "Input/output error", "/data/x"))
    assert type(error) is kind
    assert word in str(error)
    assert "/data/x" in str(error)
    assert error.hint
