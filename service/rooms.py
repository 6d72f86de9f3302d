"""Makes the parts of the other rooms that the settings name. Each import is late, so that a command loads only what it uses."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ontology.errors import NotFound
from service.settings import Settings

if TYPE_CHECKING:
    from graph.store import GraphStore
    from ingest.judgements import Judgements
    from ingest.library import Library
    from search.embed import AheadEmbedder, Embedder
    from search.index import SearchIndex
    from search.rerank import Reranker
    from search.tokens import Tokenizer


def _library_folder(settings: Settings) -> Path:
    return settings.workspace / "library"


def make_library(settings: Settings) -> Library:
    """The library in the workspace."""
    from ingest.library import Library

    return Library(_library_folder(settings))


def make_judgements(settings: Settings) -> Judgements:
    """The decisions about names, kept in the library's folder."""
    from ingest.judgements import Judgements

    return Judgements(_library_folder(settings))


def make_store(settings: Settings) -> GraphStore:
    """The graph store that the settings name.

    Args:
        settings: The settings.

    Returns:
        The store, opened.

    Raises:
        StoreUnavailable: It cannot be reached.
        StoreAuthError: It refuses the credentials.
    """
    if settings.store == "neo4j":
        from graph.neo4j_store import Neo4jStore
        from service.identity import identity

        password = settings.neo4j_password.get_secret_value() if settings.neo4j_password else ""
        library = partial(identity, _library_folder(settings))
        return Neo4jStore(settings.neo4j_uri, settings.neo4j_user, password, settings.neo4j_database, library)
    from graph.ladybug_store import LadybugStore

    return LadybugStore(settings.workspace / "graph")


def make_tokenizer(settings: Settings) -> Tokenizer:
    """The word cutter of the text index."""
    from search.tokens import load_tokenizer
    from service.extraction import lexicon_of

    return load_tokenizer(lexicon_of(settings.lexicon))


def make_embedder(settings: Settings) -> AheadEmbedder:
    """The embedder that the settings name.

    Args:
        settings: The settings.

    Returns:
        The embedder.

    Raises:
        MissingExtra: It needs a package that is not installed.
        ConfigurationError: There is no embedder of that name.
    """
    from search.embed import AheadEmbedder, load_embedder

    return AheadEmbedder(load_embedder(settings.embedder))


def make_reranker(settings: Settings) -> Reranker | None:
    """The cross-encoder that the settings name, if they name one.

    Args:
        settings: The settings.

    Returns:
        The reranker; nothing where the settings name none.

    Raises:
        MissingExtra: It needs a package that is not installed.
    """
    from search.rerank import load_reranker

    return load_reranker(settings.reranker)


def make_index(settings: Settings, tokenizer: Tokenizer, embedder: Embedder) -> SearchIndex:
    """The search index beside the graph: embedded, or Neo4j's own."""
    if settings.store == "neo4j":
        from search.neo4j_index import Neo4jIndex

        password = settings.neo4j_password.get_secret_value() if settings.neo4j_password else ""
        return Neo4jIndex(settings.neo4j_uri, settings.neo4j_user, password, settings.neo4j_database, tokenizer, embedder)
    from search.embedded_index import EmbeddedIndex

    return EmbeddedIndex(settings.workspace / "index", tokenizer, embedder)


def check_taken_into(settings: Settings) -> None:
    """A workspace that nothing was taken into yet is most likely another than was meant.

    Args:
        settings: The settings.

    Raises:
        NotFound: It has no library.
    """
    if not _library_folder(settings).is_dir():
        hint = "Take documents in with: yaodian ingest PATH; or is the workspace's name mistyped?"
        raise NotFound("no document was ever taken into this workspace", where=str(settings.workspace), hint=hint)


def prepare_folder(folder: Path, *, make: bool) -> None:
    """See that the workspace's folder can be used.

    Args:
        folder: The folder.
        make: Whether to make it where it is not there.

    Raises:
        InputError: It cannot be made or is not a folder.
    """
    from service.problems import from_os_error

    try:
        if make or folder.exists():
            folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise from_os_error(error, str(folder)) from error
