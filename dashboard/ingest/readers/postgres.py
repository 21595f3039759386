"""PostgreSQL and PostGIS: one read-only transaction, its tables as text, its layers as GeoJSON.

Law: values are bound, names come from the contract or are plain identifiers and are quoted; nothing is
looked up in a schema that the database's users may write to; every wait ends.
"""

from __future__ import annotations

import json
import socket
import ssl
import struct
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

import pandas as pd
from pg8000.exceptions import DatabaseError, InterfaceError
from pg8000.native import Connection
from scramp import ScramException

from dashboard.contract.tables import TABLES
from dashboard.ingest.database import Described
from dashboard.ingest.readers.access import Access, open_socket
from dashboard.ingest.readers.cells import expression, plain_numbers
from dashboard.ingest.readers.trouble import DatabaseTrouble, reason_of

CONNECT_SECONDS, STATEMENT_SECONDS, GRACE_SECONDS = 3.0, 5.0, 1.0
MOST_ROWS, MOST_FEATURES = 1_000_000, 50_000
BEGIN = "start transaction isolation level repeatable read, read only"
COLUMNS = (
    "select cast(column_name as text), cast(data_type as text) from information_schema.columns "
    "where table_schema = :schema and table_name = :name order by ordinal_position"
)
POSTGIS = (
    "select cast(n.nspname as text) from pg_catalog.pg_extension e "
    "join pg_catalog.pg_namespace n on n.oid = e.extnamespace where e.extname = 'postgis'"
)
VERSIONS = (
    "select {name}, count(*), "
    "coalesce(sum(hashtextextended(concat(t.xmin, ':', t.ctid), 0)), 0) from {table} as t"
)
Clock = Callable[[], float]


@dataclass(frozen=True)
class Pulled:
    """What a database held at one moment: tables as text, layers as GeoJSON, the watermark of it."""

    mark: str
    tables: dict[str, pd.DataFrame]
    layers: dict[str, bytes]


class Session:
    """One read-only transaction: every answer is of the same moment, and none is waited for too long."""

    def __init__(self, access: Access, seconds: float, clock: Clock = time.monotonic) -> None:
        self._clock, self._ends = clock, clock() + seconds
        self.table = ""
        self._socket = open_socket(access, CONNECT_SECONDS)
        try:
            self._connection = _logged_in(access, self._socket, seconds)
        except BaseException:
            self._socket.close()
            raise
        self.ask(BEGIN)

    def ask(self, query: str, **bound: str) -> list[list[Any]]:
        """Return the rows of a query. Raises TimeoutError when the session has lasted too long."""
        left = self._ends - self._clock()
        if left <= 0:
            raise TimeoutError
        self._socket.settimeout(left + GRACE_SECONDS)
        return self._connection.run(query, **bound) or []

    def close(self) -> None:
        """End the session; nothing was changed, so nothing is committed."""
        with suppress(Exception):
            self._socket.settimeout(GRACE_SECONDS)
            self._connection.close()
        self._socket.close()


def _logged_in(access: Access, wire: socket.socket, seconds: float) -> Connection:
    milliseconds = str(round(seconds * 1000))
    settings = {
        "default_transaction_read_only": "on",
        "statement_timeout": milliseconds,
        "lock_timeout": milliseconds,
        "idle_in_transaction_session_timeout": milliseconds,
        "search_path": "pg_catalog",
        "datestyle": "ISO, YMD",
        "extra_float_digits": "1",
    }
    try:
        return _connection(access, wire, settings)
    except ScramException:
        raise DatabaseTrouble("login") from None
    except (KeyError, struct.error, UnicodeError):
        raise DatabaseTrouble("no_postgres") from None


def _connection(access: Access, wire: socket.socket, settings: dict[str, str]) -> Connection:
    return Connection(
        access.user,
        host=access.host,
        database=access.database,
        password=access.password,
        sock=wire,
        ssl_context=False,
        application_name="park-dashboard",
        startup_params=settings,
    )


@contextmanager
def session(access: Access, seconds: float, clock: Clock = time.monotonic) -> Iterator[Session]:
    """Open a session and close it whatever happens. Raises DatabaseTrouble, and nothing of the driver."""
    opened: Session | None = None
    try:
        opened = Session(access, seconds, clock)
        yield opened
    except (DatabaseError, InterfaceError, OSError, ssl.SSLError) as problem:
        trouble = reason_of(problem)
        trouble.table = opened.table if opened is not None else ""
        raise trouble from None
    finally:
        if opened is not None:
            opened.close()


def look(access: Access, described: Described, clock: Clock = time.monotonic) -> str:
    """Return the watermark: equal texts mean equal data. Raises DatabaseTrouble."""
    with session(access, STATEMENT_SECONDS, clock) as asked:
        return watermark(asked, described)


def pull(access: Access, described: Described, seconds: float, clock: Clock = time.monotonic) -> Pulled:
    """Return everything the description names, as of one moment. Raises DatabaseTrouble."""
    with session(access, seconds, clock) as asked:
        return Pulled(
            watermark(asked, described),
            {name: read_table(asked, described.schema, name) for name in described.tables},
            {name: read_layer(asked, described.schema, name) for name in described.layers},
        )


def watermark(asked: Session, described: Described) -> str:
    """Return what changes with the data: the rows of a small table, or the versions of all rows.

    A version is PostgreSQL's own number of the transaction that wrote a row, and the row's place: an
    insert, a change and a removal alter it, also when committed late or with an old date.
    """
    if described.watermark:
        table = _qualified(described.schema, described.watermark)
        rows = asked.ask(f"select cast(t as text) from {table} as t limit 100")
        return json.dumps(sorted(row[0] for row in rows))
    parts = [
        VERSIONS.format(name=f"'{name}'", table=_qualified(described.schema, name))
        for name in (*described.tables, *described.layers)
    ]
    return json.dumps([[str(cell) for cell in row] for row in asked.ask(" union all ".join(parts))])


def read_table(asked: Session, schema: str, name: str) -> pd.DataFrame:
    """Return a table in the columns of the contract, its cells as the text of the park's own files.

    The rows are in an order that depends on their content alone. Columns the contract does not have
    are not read. Raises DatabaseTrouble for a table that is not there or is too long.
    """
    asked.table = name
    found = dict(asked.ask(COLUMNS, schema=schema, name=name))
    columns = [column for column in TABLES[name].columns if column in found]
    if not columns:
        raise DatabaseTrouble("schema", table=name)
    cells = ", ".join(expression(column, found[column]) for column in columns)
    rows = asked.ask(f"select {cells} from {_qualified(schema, name)} limit {MOST_ROWS + 1}")
    if len(rows) > MOST_ROWS:
        raise DatabaseTrouble("too_much", table=name)
    written = [plain_numbers(found[column]) for column in columns]
    texts = sorted([write(cell or "") for write, cell in zip(written, row, strict=True)] for row in rows)
    return pd.DataFrame(texts, columns=columns, dtype="str")


def read_layer(asked: Session, schema: str, name: str) -> bytes:
    """Return a layer as GeoJSON in WGS-84; its shapes are in the column ``geom``.

    Raises DatabaseTrouble where PostGIS or the column is missing.
    """
    asked.table = name
    if ["geom"] not in [row[:1] for row in asked.ask(COLUMNS, schema=schema, name=name)]:
        raise DatabaseTrouble("schema", table=name)
    homes = asked.ask(POSTGIS)
    if not homes:
        raise DatabaseTrouble("postgis", table=name)
    home = _quoted(homes[0][0])
    rows = asked.ask(
        f"select cast({home}.st_asgeojson({home}.st_transform(t.geom, 4326), 15) as text), "
        f"cast(to_jsonb(t) - 'geom' as text) from {_qualified(schema, name)} as t limit {MOST_FEATURES + 1}"
    )
    if len(rows) > MOST_FEATURES:
        raise DatabaseTrouble("too_much", table=name)
    return _collection(rows)


def _collection(rows: list[list[Any]]) -> bytes:
    features = [
        {"type": "Feature", "properties": json.loads(told), "geometry": json.loads(shape) if shape else None}
        for shape, told in rows
    ]
    lines = sorted(json.dumps(feature, ensure_ascii=False, sort_keys=True) for feature in features)
    return ('{"type": "FeatureCollection", "features": [\n' + ",\n".join(lines) + "\n]}\n").encode()


def _qualified(schema: str, name: str) -> str:
    return f"{_quoted(schema)}.{_quoted(name)}"


def _quoted(name: str) -> str:
    """Return a plain name between quotation marks, so that it is never taken for a word of SQL."""
    return '"' + name.replace('"', '""') + '"'
