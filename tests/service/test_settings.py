"""Settings: what wins, where a value came from, and how a wrong one is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from ontology.errors import ConfigurationError
from service.settings import MASK, Settings, load_settings, variable


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "yaodian.toml"
    path.write_text('port = 9001\nhost = "0.0.0.0"\nlog_format = "text"\n', encoding="utf-8")
    return path


def test_flags_win_over_environment_over_file_over_default(file: Path) -> None:
    loaded = load_settings({"port": 9003, "host": None}, {"YAODIAN_PORT": "9002", "YAODIAN_HOST": "::1"}, file)
    assert (loaded.values.port, loaded.values.host, loaded.values.log_format) == (9003, "::1", "text")
    assert loaded.origins["port"] == "flag"
    assert loaded.origins["host"] == "environment YAODIAN_HOST"
    assert loaded.origins["log_format"] == f"file {file}"
    assert loaded.origins["store"] == "default"


def test_the_file_can_be_named_by_the_environment(file: Path) -> None:
    assert load_settings({}, {"YAODIAN_CONFIG": str(file)}).values.port == 9001


def test_a_file_in_the_working_directory_is_read(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(file.parent)
    assert load_settings({}, {}).values.port == 9001


def test_an_empty_variable_counts_as_not_given() -> None:
    assert load_settings({}, {"YAODIAN_PORT": " "}).origins["port"] == "default"


def test_secrets_are_masked_wherever_settings_are_shown() -> None:
    loaded = load_settings(
        {}, {"YAODIAN_STORE": "neo4j", "YAODIAN_NEO4J_PASSWORD": "tell-nobody", "YAODIAN_API_KEYS": "one, two"}
    )
    shown = {name: value for name, value, _ in loaded.rows()}
    assert shown["neo4j_password"] == MASK
    assert shown["api_keys"] == f"{MASK}, {MASK}"
    assert "tell-nobody" not in repr(loaded)
    assert [key.get_secret_value() for key in loaded.values.api_keys] == ["one", "two"]


@pytest.mark.parametrize(
    ("environ", "named"),
    [
        ({"YAODIAN_PORT": "many"}, "environment YAODIAN_PORT"),
        ({"YAODIAN_PORT": "70000"}, "environment YAODIAN_PORT"),
        ({"YAODIAN_QUERY_TIMEOUT": "inf"}, "query_timeout"),
        ({"YAODIAN_LLM_TIMEOUT": "nan"}, "llm_timeout"),
        ({"YAODIAN_STORE": "sqlite"}, "environment YAODIAN_STORE"),
        ({"YAODIAN_STORE": "neo4j"}, "YAODIAN_NEO4J_PASSWORD"),
        ({"YAODIAN_NEO4J_URI": "http://x"}, "neo4j_uri"),
        ({"YAODIAN_LLM_EXTRACT": "true"}, "YAODIAN_LLM_URL"),
        ({"YAODIAN_LLM_URL": "ftp://x"}, "llm_url"),
        ({"YAODIAN_CONFIG": "/nowhere/y.toml"}, "/nowhere/y.toml"),
    ],
)
def test_a_wrong_value_is_named_with_its_place(environ: dict[str, str], named: str) -> None:
    with pytest.raises(ConfigurationError) as raised:
        load_settings({}, environ)
    assert named in str(raised.value)
    assert raised.value.hint


@pytest.mark.parametrize(("content", "word"), [("prot = 1", "prot"), ("port = = 1", "TOML"), ("port = 'x'", "port")])
def test_a_wrong_file_is_named(tmp_path: Path, content: str, word: str) -> None:
    path = tmp_path / "y.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=word) as raised:
        load_settings({}, {}, path)
    assert str(path) in str(raised.value)


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="frozen"):
        Settings().port = 1  # type: ignore[misc]


def test_every_setting_is_described_and_has_a_variable() -> None:
    for name, field in Settings.model_fields.items():
        assert field.description, name
        assert variable(name).startswith("YAODIAN_")
