"""Every error has a status inside and outside."""

from __future__ import annotations

import errno
import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import service
from ontology import errors
from ontology.errors import InputError, LibraryError, YaodianError
from service.problems import HTTP_STATUS, exit_status, from_os_error, http_status

KINDS = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, YaodianError)]


def make(kind: type[YaodianError]) -> YaodianError:
    return kind("neo4j", "neo4j") if kind is errors.MissingExtra else kind("it is so")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_error_has_statuses(kind: type[YaodianError]) -> None:
    assert 400 <= http_status(make(kind)) < 600
    assert exit_status(make(kind)) > 0


def test_the_page_says_in_chinese_what_every_refusal_means() -> None:
    words = (Path(service.__file__).parent / "web" / "src" / "problems.ts").read_text(encoding="utf-8")
    named = dict(re.findall(r'^  ([A-Za-z]+): "([^"]+)"', words[words.index("BY_CODE") :], re.MULTILINE))
    assert {kind.__name__ for kind in HTTP_STATUS} <= named.keys()
    assert all(re.search("[一-龥]", words) for words in named.values())


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


def test_another_method_than_a_path_is_for_is_told(client: TestClient) -> None:
    answer = client.get("/api/ask")
    assert answer.status_code == 405
    assert answer.json()["detail"] == "/api/ask: GET is not for this path. Use POST"
    assert client.post("/api/nothing").status_code in (404, 405)
    assert client.get("/api/nothing").status_code == 404
