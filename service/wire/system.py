"""The state of the workspace, and judgements."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from service.wire.common import DamagedOut, Wire


class SettingOut(Wire):
    """One setting; secrets are masked."""

    name: str
    value: str
    origin: str = Field(examples=["environment YAODIAN_STORE"])


class ProjectionOut(Wire):
    """The graph or the index beside the library it was built from."""

    name: str = Field(examples=["graph"])
    state: str = Field(description="`current`, `stale`, `mismatched`, `empty` or `unreachable`.", examples=["current"])
    built_with: dict[str, str] = Field(description="Library revision, embedder, tokenizer, extractor.")
    counts: dict[str, int] = Field(default_factory=dict)
    problem: str | None = None


class StatusResponse(Wire):
    """The whole state in one answer."""

    version: str
    workspace: str
    store: str
    revision: str = Field(description="Revision of the library.")
    extractor: str
    documents: int
    outdated: int = Field(description="Documents whose record other rules than the present ones made.", examples=[0])
    damaged: list[DamagedOut] = Field(default_factory=list, description="Documents of which something cannot be used.")
    projections: list[ProjectionOut]
    settings: list[SettingOut] = Field(default_factory=list)
    served_at: str | None = None


class Health(Wire):
    """Whether the server answers."""

    status: str = Field(examples=["ok"])
    version: str


class JudgementOut(Wire):
    """A decision about which names are one thing."""

    id: str
    kind: str = Field(description="`merge`, `split` or `reject`.", examples=["merge"])
    names: list[str]
    reason: str = ""
    made: str | None = None


class JudgementsResponse(Wire):
    """All decisions that hold."""

    judgements: list[JudgementOut]


class ExportResponse(Wire):
    """An export as text."""

    format: str
    media_type: str
    text: str


class Anything(Wire):
    """One thing shown by its id: a document, a point or an entity."""

    kind: str
    value: dict[str, Any]
