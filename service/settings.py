"""Settings: flags over environment (``YAODIAN_…``) over a file (``yaodian.toml``) over defaults. Frozen, and passed in.

A setting that is wrong is named together with the place it came from, so that the reader knows what to edit.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator

from ontology.errors import ConfigurationError
from service.problems import in_plain_words

PREFIX = "YAODIAN_"
FILE = "yaodian.toml"
MASK = "********"
LONGEST_WAIT = 86_400.0
"""Seconds that anything may take: a day. Infinity would be none that a store can count to."""


class Settings(BaseModel):
    """All that can be set. The description of each field is the reference documentation."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    workspace: Path = Field(
        default=Path(".workspace"), description="Folder of the library, the embedded graph and the indexes; made when missing."
    )
    store: Literal["ladybug", "neo4j"] = Field(
        default="ladybug", description="Graph store: `ladybug` (embedded) or `neo4j` (a server)."
    )
    neo4j_uri: str = Field(default="bolt://localhost:7687", description="Address of Neo4j; only used with `store = neo4j`.")
    neo4j_user: str = Field(default="neo4j", description="User of Neo4j.")
    neo4j_password: SecretStr | None = Field(default=None, description="Password of Neo4j; required with `store = neo4j`.")
    neo4j_database: str = Field(default="neo4j", description="Database of Neo4j.")
    embedder: str | None = Field(
        default=None,
        description="Unset for the shipped default, a documented name, or a sentence-transformers model name or folder.",
    )
    reranker: str | None = Field(
        default=None, description="Cross-encoder that reorders the first hits (extra `transformers`); unset for none."
    )
    lexicon: Path | None = Field(default=None, description="YAML file of your own names, added to the shipped lexicon.")
    host: str = Field(default="127.0.0.1", description="Address that `yaodian serve` listens on.")
    port: Annotated[int, Field(ge=0, le=65535)] = Field(
        default=8000, description="Port that `yaodian serve` listens on; 0 picks a free one."
    )
    api_keys: tuple[SecretStr, ...] = Field(
        default=(), description="Accepted values of the header `X-API-Key`, separated by commas; empty lets everybody in."
    )
    readers: Annotated[int | None, Field(ge=0, le=256)] = Field(
        default=None,
        description=(
            "Processes that read documents beside the command's own while `ingest` runs (on Linux); unset for one less than "
            "there are processors, at most 7. 0 for none."
        ),
    )
    upload_limit: Annotated[int, Field(ge=1)] = Field(
        default=32 * 1024 * 1024, description="Largest file that is taken, in bytes."
    )
    query_limit: Annotated[int, Field(ge=1, le=100_000)] = Field(
        default=1_000, description="Most rows that a Cypher or SPARQL query returns."
    )
    query_timeout: Annotated[float, Field(gt=0, le=LONGEST_WAIT)] = Field(
        default=10.0, description="Seconds that a Cypher or SPARQL query may take."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="Least level that the server logs."
    )
    log_format: Literal["json", "text"] = Field(default="json", description="Form of the server's log lines.")
    llm_url: str | None = Field(default=None, description="Base address of an OpenAI-compatible endpoint; unset for no LLM.")
    llm_model: str | None = Field(default=None, description="Model name at that endpoint.")
    llm_key: SecretStr | None = Field(default=None, description="Key for that endpoint.")
    llm_timeout: Annotated[float, Field(gt=0, le=LONGEST_WAIT)] = Field(
        default=60.0, description="Seconds that one call of the endpoint may take."
    )
    llm_budget: Annotated[int, Field(ge=0)] = Field(
        default=200_000, description="Most tokens that one command or one upload may use."
    )
    llm_extract: bool = Field(
        default=False, description="Let the LLM add statements to those of the rules; each is verified against the text."
    )
    llm_answers: bool = Field(
        default=False, description="Let the LLM word the answers; sentences without a verified citation are dropped."
    )

    @field_validator("api_keys", mode="before")
    @classmethod
    def _split_keys(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(key.strip() for key in value.split(",") if key.strip())
        return value

    @field_validator("neo4j_uri")
    @classmethod
    def _known_scheme(cls, value: str) -> str:
        schemes = ("bolt", "neo4j", "bolt+s", "neo4j+s", "bolt+ssc", "neo4j+ssc")
        if value.split("://", 1)[0] not in schemes or "://" not in value:
            raise ValueError(f"must start with one of {', '.join(s + '://' for s in schemes)}")
        return value

    @field_validator("llm_url")
    @classmethod
    def _http(cls, value: str | None) -> str | None:
        if value is not None and not value.startswith(("http://", "https://")):
            raise ValueError("must start with http:// or https://")
        return value


@dataclass(frozen=True, slots=True)
class LoadedSettings:
    """Settings and, for each, where its value came from."""

    values: Settings
    origins: dict[str, str]

    def rows(self) -> list[tuple[str, str, str]]:
        """Name, value as text with secrets masked, and origin of every setting, in the order of their definition."""
        return [(name, show(getattr(self.values, name)), self.origins[name]) for name in Settings.model_fields]


def show(value: object) -> str:
    """A setting's value as text; a secret becomes a mask."""
    if value is None or value == ():
        return ""
    if isinstance(value, SecretStr):
        return MASK if value.get_secret_value() else ""
    if isinstance(value, tuple):
        return ", ".join(show(item) for item in value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def variable(name: str) -> str:
    """The environment variable of a setting.

    >>> variable("neo4j_uri")
    'YAODIAN_NEO4J_URI'
    """
    return PREFIX + name.upper()


def load_settings(
    flags: Mapping[str, object] | None = None, environ: Mapping[str, str] | None = None, file: Path | None = None
) -> LoadedSettings:
    """Read settings; a flag that is ``None`` and a variable that is empty count as not given.

    Args:
        flags: What was given on the command line, by setting name.
        environ: The environment; the process's own when left out.
        file: The settings file. When left out, ``YAODIAN_CONFIG`` names it, else ``yaodian.toml`` is read if it stands in the
            working directory.

    Returns:
        The settings and where each came from.

    Raises:
        ConfigurationError: A value is of the wrong kind, a name is unknown, or the file is named and cannot be read.
    """
    environ = os.environ if environ is None else environ
    values: dict[str, object] = {}
    origins = dict.fromkeys(Settings.model_fields, "default")
    path = file or (Path(environ["YAODIAN_CONFIG"]) if environ.get("YAODIAN_CONFIG") else None)
    for name, value in _read_file(path).items():
        values[name], origins[name] = value, f"file {path or FILE}"
    for name in Settings.model_fields:
        if given := environ.get(variable(name), "").strip():
            values[name], origins[name] = given, f"environment {variable(name)}"
    for name, flag in (flags or {}).items():
        if flag is not None:
            values[name], origins[name] = flag, "flag"
    return LoadedSettings(_validate(values, origins), origins)


def _read_file(path: Path | None) -> dict[str, Any]:
    if path is None and not Path(FILE).is_file():
        return {}
    path = path or Path(FILE)
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        hint = "Give an existing file with --config or YAODIAN_CONFIG"
        raise ConfigurationError(f"cannot read the settings file ({error.strerror})", where=str(path), hint=hint) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"not valid TOML: {error}", where=str(path), hint="Correct the file") from error


def _validate(values: dict[str, object], origins: dict[str, str]) -> Settings:
    try:
        settings = Settings.model_validate(values)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        name = str(first["loc"][0])
        hint = "Known settings: docs/reference/settings.md" if first["type"] == "extra_forbidden" else f"Change {name}"
        message = "there is no such setting" if first["type"] == "extra_forbidden" else in_plain_words(first)[1]
        raise ConfigurationError(f"{name}: {message}", where=origins.get(name, "settings"), hint=hint) from error
    if settings.store == "neo4j" and settings.neo4j_password is None:
        hint = f"Set {variable('neo4j_password')}, or use the embedded store with {variable('store')}=ladybug"
        raise ConfigurationError("the Neo4j store needs a password", where=origins["store"], hint=hint)
    if (settings.llm_extract or settings.llm_answers) and not (settings.llm_url and settings.llm_model):
        hint = f"Set {variable('llm_url')} and {variable('llm_model')}"
        raise ConfigurationError("an LLM was asked for without an endpoint", where="settings", hint=hint)
    return settings
