"""Every exception of the Neo4j driver, told in this project's terms."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from neo4j import exceptions as driver

from ontology.errors import StoreAuthError, StoreError, StoreQueryError, StoreUnavailable

_AUTH = (driver.AuthError, driver.TokenExpired, driver.AuthConfigurationError, driver.CertificateConfigurationError)
_REFUSED = (driver.ClientError, driver.ResultError, driver.TransactionError)
_UNREACHABLE = (
    driver.ServiceUnavailable,
    driver.SessionExpired,
    driver.SessionError,
    driver.TransientError,
    driver.DatabaseUnavailable,
    driver.BrokenRecordError,
    driver.ConfigurationError,
    driver.ConnectionPoolError,
)
_START = "Is Neo4j running, and does YAODIAN_NEO4J_URI name it?"
_TIMED_OUT = ("TransactionTimedOut", "TransactionTimedOutClientConfiguration", "LockClientStopped")


def explain(error: BaseException, where: str) -> StoreError:
    """The error of this project that says what an error of the driver means.

    Args:
        error: Raised by the driver.
        where: The address of the server.

    Returns:
        A ``StoreError`` or one of its kin.
    """
    text = _first_line(error)
    code = getattr(error, "code", None) or ""
    if isinstance(error, _AUTH) or code.startswith("Neo.ClientError.Security."):
        return StoreAuthError(f"Neo4j refused the user or password: {text}", where=where, hint="Check YAODIAN_NEO4J_PASSWORD")
    if any(sign in code for sign in _TIMED_OUT):
        return StoreQueryError("the query took longer than allowed", where=where, hint="Ask for less, or raise the limit")
    if isinstance(error, driver.Forbidden) or "AccessMode" in code:
        return StoreQueryError(f"the query would write: {text}", where=where, hint="Only reading is possible here")
    if isinstance(error, _REFUSED) and not isinstance(error, driver.TransientError):
        if code == "Neo.ClientError.Database.DatabaseNotFound":
            return StoreUnavailable(f"no such database: {text}", where=where, hint="Check YAODIAN_NEO4J_DATABASE")
        return StoreQueryError(
            f"Neo4j refused the query: {text}", where=where, hint="Labels and properties are in docs/reference/ontology.md"
        )
    if isinstance(error, (*_UNREACHABLE, OSError)):
        return StoreUnavailable(f"Neo4j cannot be reached: {text}", where=where, hint=_START)
    return StoreError(f"Neo4j failed: {text}", where=where, hint="Its log says more")


@contextmanager
def explained(where: str) -> Iterator[None]:
    """Turn what the driver raises into this project's errors.

    Args:
        where: The address of the server.

    Raises:
        StoreError: Or one of its kin, for any error of the driver or of the network.
    """
    try:
        yield
    except (driver.GqlError, OSError) as error:
        raise explain(error, where) from error
    except ValueError as error:  # the driver's word for an address that it cannot read
        raise StoreUnavailable(f"not an address of Neo4j: {_first_line(error)}", where=where, hint=_START) from error


def _first_line(error: BaseException) -> str:
    text = getattr(error, "message", None) or str(error) or type(error).__name__
    return str(text).splitlines()[0].strip().rstrip(".:")
