"""What several answers share."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class Wire(BaseModel):
    """Base of all wire models: built from the project's dataclasses, frozen, and strict about what it is given."""

    model_config = ConfigDict(frozen=True, from_attributes=True)


class SpanOut(Wire):
    """Half-open offsets into a document's text."""

    start: int = Field(examples=[120])
    end: int = Field(examples=[148])


class DocumentRef(Wire):
    """The document that something stands in."""

    id: str = Field(examples=["doc-0f3a…"])
    title: str = Field(examples=["云溪市2022年安全生产工作要点"])
    year: int | None = Field(default=None, examples=[2022])
    issuer: str | None = Field(default=None, examples=["云溪市安全生产委员会办公室"])
    source_name: str = Field(examples=["anquan-2022.txt"])


class DamagedOut(Wire):
    """A document of which something cannot be used. Where only its original is lost, it is found and answered from."""

    id: str = Field(examples=["doc-0f3a…"])
    source_name: str | None = Field(default=None, description="Its file name, if that can still be read.")
    what: str = Field(examples=["the record cannot be used (not a valid Record); the original is damaged"])
    hint: str = Field(description="What to do.", examples=["Ingest the file again"])
    usable: bool = Field(description="Whether its record is whole.", examples=[False])


class ProblemDetail(Wire):
    """What went wrong, where, and what to do."""

    code: str = Field(description="Class of the error.", examples=["NotFound"])
    what: str = Field(examples=["no such document"])
    where: str | None = Field(default=None, examples=["doc-0f3a"])
    hint: str | None = Field(default=None, examples=["List them with: GET /api/documents"])
    request_id: str | None = Field(default=None, examples=["6a1f0c9e"])


class Problem(Wire):
    """The body of every answer that is not a success."""

    detail: str = Field(description="The error in one line.", examples=["doc-0f3a: no such document"])
    error: ProblemDetail
