"""Documents: take, list, give back, remove, export."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, File, Query, Request, Response, UploadFile, status

from ingest.formats.endings import check_ending
from ontology.errors import InputError
from service import querying, views
from service.dependencies import SettingsDep, WorkspaceDep
from service.files import safe_name, too_large
from service.handlers import declare
from service.wire.documents import Deleted, DocumentDetail, DocumentsResponse, IngestResult
from service.wire.system import Anything, ExportResponse

router = APIRouter(prefix="/api", tags=["documents"], responses=declare(401, 422))


async def _one_file(request: Request) -> None:
    """Of several files in one request the framework would pass on the last and drop the others in silence."""
    sent = (await request.form()).getlist("file")
    if len(sent) > 1:
        raise InputError(f"{len(sent)} files in one request", where="file", hint="Send one request for each file")


@router.post("/documents", dependencies=[Depends(_one_file)], responses=declare(400, 409, 413, 415, 503))
def take_document(
    workspace: WorkspaceDep,
    settings: SettingsDep,
    response: Response,
    file: Annotated[UploadFile, File(description="A .txt, .md, .pdf, .docx or .html document.")],
) -> IngestResult:
    """Take one document into the library, the graph and the indexes.

    A document of the same file name is replaced; a known file changes nothing.
    """
    name = safe_name(file.filename)
    check_ending(name)
    if file.size is not None and file.size > settings.upload_limit:
        raise too_large(name, settings.upload_limit)
    result = workspace.ingest_bytes(file.file.read(), name)
    response.status_code = status.HTTP_201_CREATED if result.status == "added" else status.HTTP_200_OK
    return result


@router.get("/documents")
def list_documents(
    workspace: WorkspaceDep,
    limit: Annotated[int, Query(ge=1, le=100_000)] = 100,
    offset: Annotated[int, Query(ge=0)] = 0,
) -> DocumentsResponse:
    """List documents by year and title."""
    return views.documents(workspace, limit, offset)


@router.get("/documents/{id}", responses=declare(404))
def get_document(workspace: WorkspaceDep, id: str) -> DocumentDetail:
    """Give a document back with its text, outline, entities and facts."""
    return views.document(workspace, id)


@router.get("/documents/{id}/original", responses=declare(404))
def get_original(workspace: WorkspaceDep, id: str) -> Response:
    """Give the original file back, byte for byte."""
    record = workspace.document(id)
    headers = {"Content-Disposition": "attachment", "X-Content-Type-Options": "nosniff"}
    return Response(workspace.library.original(record.id), media_type="application/octet-stream", headers=headers)


@router.delete("/documents/{id}", responses=declare(404, 409, 503))
def delete_document(workspace: WorkspaceDep, id: str) -> Deleted:
    """Remove a document and all that it alone contributed."""
    return workspace.delete(id)


@router.get("/show/{id}", responses=declare(400, 404))
def show(workspace: WorkspaceDep, id: str) -> Anything:
    """Give a document, a point or an entity by its id, a document by its file name, or an entity by its whole name."""
    return views.show(workspace, id)


@router.get("/export", responses=declare(400, 503))
def export(
    workspace: WorkspaceDep,
    format: Annotated[str, Query(description="graph-json, turtle, nquads or jsonld.")] = "graph-json",
) -> ExportResponse:
    """Export the whole graph. `graph-json` is sorted, so that equal graphs give equal bytes."""
    return querying.export(workspace, format)
