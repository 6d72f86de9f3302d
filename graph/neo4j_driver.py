"""How the driver of Neo4j is opened and asked, the same for the graph and for the search index."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import TypeVar

import neo4j
from neo4j import exceptions

T = TypeVar("T")
CONNECT_SECONDS = 5.0
RETRY_SECONDS = 4.0
"""So long a request may hang on a server that has just gone; less than a connection may take, which is then not tried again."""
PAUSE_SECONDS = 0.3


def open_driver(uri: str, user: str, password: str) -> neo4j.Driver:
    """A driver that has not connected yet.

    Args:
        uri: Such as ``bolt://localhost:7687``.
        user: The user's name.
        password: The user's password.

    Returns:
        The driver. What it logs goes where logs are kept, and to nobody who has set up none: the error says it all.
    """
    logger = logging.getLogger("neo4j")
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())
    return neo4j.GraphDatabase.driver(
        uri,
        auth=(user, password),
        connection_timeout=CONNECT_SECONDS,
        connection_acquisition_timeout=2 * CONNECT_SECONDS,
        max_transaction_retry_time=RETRY_SECONDS,
        notifications_min_severity=neo4j.NotificationMinimumSeverity.OFF,
        user_agent="yaodian",
    )


def read(
    driver: neo4j.Driver,
    work: Callable[[neo4j.Transaction], T],
    database: str | None,
    *,
    timeout: float | None = None,
    fetch_size: int = 1000,
) -> T:
    """Read in a transaction, again when it failed for a moment. The driver's own repetition waits where nobody answers, too.

    Args:
        driver: The driver.
        work: Reads; may be called several times.
        database: The database; none means the user's home database.
        timeout: Seconds after which the server gives up; none means its own limit.
        fetch_size: How many records come at a time.

    Returns:
        What ``work`` returned.

    Raises:
        DriverError: Nobody answers, or another error of the driver.
        Neo4jError: The server refused it.
    """
    began = time.monotonic()
    while True:
        try:
            with (
                driver.session(database=database, default_access_mode=neo4j.READ_ACCESS, fetch_size=fetch_size) as session,
                session.begin_transaction(timeout=timeout) as transaction,
            ):
                return work(transaction)
        except (exceptions.DriverError, exceptions.Neo4jError) as error:
            if not error.is_retryable() or time.monotonic() - began > RETRY_SECONDS:
                raise
        driver.verify_connectivity()  # a server that is gone is told at once
        time.sleep(PAUSE_SECONDS)
