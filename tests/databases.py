"""A PostgreSQL with PostGIS of a test's own: started, filled from a park folder, frozen, stopped."""

from __future__ import annotations

import glob
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

import pytest
from pg8000.native import Connection, literal

from dashboard.contract.fields import DATE, FLAG, INTEGER, LAT, LON, MONEY, NUMBER, field_of
from dashboard.contract.tables import TABLES
from dashboard.ingest.readers.csv import read_csv

ACCOUNTS = ("postgres", "nobody")
READER, PASSWORD = "park_reader", "to be: kept/secret?"
TYPES = {
    DATE: "date",
    FLAG: "boolean",
    INTEGER: "bigint",
    LAT: "double precision",
    LON: "double precision",
    MONEY: "numeric(24,2)",
    NUMBER: "numeric",
}
TEXTS = {"value", "count_is_forecast"}


def find_programs() -> Path | None:
    """Return the folder of a PostgreSQL that has PostGIS."""
    for found in sorted(glob.glob("/usr/lib/postgresql/*/bin"), reverse=True):
        version = Path(found).parent.name
        if Path(f"/usr/share/postgresql/{version}/extension/postgis.control").is_file():
            return Path(found)
    return None


def programs() -> Path:
    """Return the folder of PostgreSQL's programs; skip without it, but fail where nothing is skipped."""
    found = find_programs()
    if found is None:
        reason = "no PostgreSQL with PostGIS on this machine; `make test` installs it where it may"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return found


def account() -> dict[str, object]:
    """Return whom to run the server as, for it refuses to be the administrator's."""
    if os.geteuid() != 0:
        return {}
    import pwd

    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    chosen = next(names[name] for name in ACCOUNTS if name in names)
    return {"user": chosen.pw_uid, "group": chosen.pw_gid, "extra_groups": []}


class Server:
    """One database cluster in a folder of its own, on a port of its own."""

    def __init__(self) -> None:
        self.programs, self.account = programs(), account()
        self.folder = Path(tempfile.mkdtemp(prefix="park-database-"))
        if self.account:
            os.chown(self.folder, self.account["user"], self.account["group"])
        with socket.create_server(("127.0.0.1", 0)) as listener:
            self.port = listener.getsockname()[1]
        self.process: subprocess.Popen[bytes] | None = None
        initdb = [self.programs / "initdb", "-D", self.folder / "data", "-U", "owner", "-A", "scram-sha-256"]
        secret = self.folder / "password"
        secret.write_text("owner\n", encoding="utf-8")
        secret.chmod(0o644)
        more = ["--pwfile", secret, "-E", "UTF8", "--locale", "C.UTF-8", "--no-sync"]
        self._run(*initdb, *more)

    def _run(self, *command: object) -> None:
        words = [str(part) for part in command]
        subprocess.run(words, check=True, capture_output=True, cwd=self.folder, **self.account)

    def start(self) -> None:
        settings = {
            "port": self.port,
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": "",
            "fsync": "off",
            "autovacuum": "off",
            "timezone": "Asia/Shanghai",
        }
        words = [str(self.programs / "postgres"), "-D", str(self.folder / "data")]
        words += [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(words, cwd=self.folder, stdout=log, stderr=log, **self.account)
        deadline = time.monotonic() + 30
        while True:
            try:
                self.run("select 1", database="postgres")
                return
            except Exception:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.1)

    def stop(self) -> None:
        if self.process is not None:
            self.thaw()
            self.process.send_signal(signal.SIGINT)
            self.process.wait(20)
            self.process = None

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _processes(self) -> list[int]:
        main = self.process.pid
        found = [main]
        for path in glob.glob("/proc/[0-9]*/stat"):
            try:
                fields = Path(path).read_text(encoding="utf-8").rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[1]) == main:
                found.append(int(Path(path).parts[2]))
        return found

    def freeze(self) -> None:
        """Stop every process of the server where it stands: it accepts connections and says nothing."""
        for process in self._processes():
            os.kill(process, signal.SIGSTOP)

    def thaw(self) -> None:
        for process in self._processes():
            os.kill(process, signal.SIGCONT)

    def connect(self, database: str = "park", user: str = "owner", password: str = "owner") -> Connection:
        return Connection(user, "127.0.0.1", database, self.port, password, ssl_context=False)

    def run(self, *queries: str, database: str = "park", user: str = "owner", password: str = "owner"):
        with self.connect(database, user, password) as connection:
            rows = [connection.run(query) for query in queries]
        return rows[-1]

    def url(self, user: str = READER, password: str = PASSWORD) -> str:
        from urllib.parse import quote

        return f"postgresql://{user}:{quote(password, safe='')}@127.0.0.1:{self.port}/park"


def fill(server: Server, folder: Path, layers: tuple[str, ...] = ()) -> None:
    """Make the database ``park`` anew from a park folder, with a role that may only read it."""
    server.run("drop database if exists park with (force)", "create database park", database="postgres")
    server.run(f"drop role if exists {READER}", database="postgres")
    server.run(f"create role {READER} login password {literal(PASSWORD)}", database="postgres")
    server.run("create extension postgis", "create schema park", f"grant usage on schema park to {READER}")
    for name in TABLES:
        path = folder / "tables" / f"{name}.csv"
        if path.is_file():
            _fill_table(server, name, path)
    for name in layers:
        _fill_layer(server, name, folder / "boundary" / f"{name}.geojson")
    server.run(f"grant select on all tables in schema park to {READER}")


def kind_of(column: str) -> str:
    """Return the type a careful database has for a column; as-published texts stay texts."""
    return "text" if column in TEXTS else TYPES.get(field_of(column).kind, "text")


def _fill_table(server: Server, name: str, path: Path) -> None:
    frame = read_csv(path, path.name).frame
    columns = ", ".join(f'"{column}" {kind_of(column)}' for column in frame)
    queries = [f"create table park.{name} ({columns})"]
    rows = [
        "(" + ", ".join(literal(cell) if cell else "null" for cell in row) + ")"
        for row in frame.itertuples(index=False, name=None)
    ]
    queries += [
        f"insert into park.{name} values {', '.join(rows[at : at + 500])}" for at in range(0, len(rows), 500)
    ]
    server.run(*queries)


def _fill_layer(server: Server, name: str, path: Path) -> None:
    import json

    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    names = sorted({key for feature in features for key in feature["properties"]})
    columns = "".join(f', "{key}" text' for key in names)
    queries = [f"create table park.{name} (geom geometry(geometry, 4326){columns})"]
    for feature in features:
        cells = [
            literal(str(feature["properties"][key])) if feature["properties"].get(key) is not None else "null"
            for key in names
        ]
        shape = f"st_setsrid(st_geomfromgeojson({literal(json.dumps(feature['geometry']))}), 4326)"
        queries.append(f"insert into park.{name} values ({', '.join([shape, *cells])})")
    server.run(*queries)


BLOCK = """[database]
schema = "park"
tables = [{tables}]
layers = {{ {layers} }}
producer = "the park's own database (invented)"
licence = "MIT"
"""


def park_without_files(source: Path, target: Path, layers: tuple[str, ...] = ()) -> Path:
    """Copy a park folder without the tables and layers that its database holds, and describe that."""
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("tables", "weeks"))
    tables = [name for name in TABLES if (source / "tables" / f"{name}.csv").is_file()]
    gone = [f"tables/{name}.csv" for name in tables] + [f"boundary/{name}.geojson" for name in layers]
    for name in layers:
        (target / "boundary" / f"{name}.geojson").unlink()
    blocks = (target / "sources.toml").read_text(encoding="utf-8").split("[[source]]")
    kept = [block for block in blocks[1:] if not any(f'file = "{file}"' in block for file in gone)]
    described = BLOCK.format(
        tables=", ".join(f'"{name}"' for name in tables),
        layers=", ".join(f'{name} = "boundary/{name}.geojson"' for name in layers),
    )
    text = "\n".join([described, *(f"[[source]]{block}" for block in kept)])
    (target / "sources.toml").write_text(text, encoding="utf-8")
    return target
