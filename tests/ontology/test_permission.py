import errno

import pytest

from ontology.permission import is_denied


@pytest.mark.parametrize(
    "error",
    [
        PermissionError(errno.EACCES, "Permission denied"),
        OSError(errno.EROFS, "Read-only file system"),
        ValueError("Failed to acquire Lockfile: Os { kind: PermissionDenied }"),
        RuntimeError("Cannot open file: Permission denied"),
    ],
)
def test_a_refusal_is_known_whoever_tells_it(error: Exception) -> None:
    assert is_denied(error)


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space left on device"), ValueError("damaged")])
def test_other_errors_are_no_refusal(error: Exception) -> None:
    assert not is_denied(error)
