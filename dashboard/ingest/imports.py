"""Imports under way: files sent together, read one after the other, kept until they are published.

An import is a folder: what was sent, ``about.json`` (state), the outcome of each file, and the park
as it would be. So it survives a reload and a restart, and its address can be passed on.
"""

from __future__ import annotations

import json
import secrets
import shutil
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from dashboard.errors import ParkError
from dashboard.ingest.keeping import Keeper, now
from dashboard.ingest.outcome import Intake
from dashboard.ingest.publish import Outcome, Wanted, base_folder, prepare, publish
from dashboard.ingest.reading import Asked, Watch, read_file
from dashboard.ingest.row_store import rows_of_lines
from dashboard.ingest.wire import packed, packed_issue, unpacked

KEPT_IMPORTS, AT_ONCE = 50, 2
READING, READY, PUBLISHED, STOPPED, INTERRUPTED = "reading", "ready", "published", "stopped", "interrupted"
NO_IMPORT = "There is no import {name}."


@dataclass(frozen=True)
class Sent:
    """What was sent: names and bytes, who sent it for which unit, the agreed coordinate system."""

    files: Sequence[tuple[str, bytes]]
    who: str
    unit: str | None = None
    system: str | None = None
    lang: str = "en"
    layer: str = ""


@dataclass
class Desk:
    """The imports of one park. Two are read at a time; the others wait their turn."""

    park: Path
    keeper: Keeper
    today: date | None = None
    turns: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(AT_ONCE))
    watches: dict[str, Watch] = field(default_factory=dict)

    @property
    def root(self) -> Path:
        """Return the folder of all imports."""
        return self.keeper.root / "imports"

    def begin(self, sent: Sent) -> str:
        """Keep the files, start reading them in the background, and return the import's name."""
        name = secrets.token_hex(8)
        folder = self.root / name
        folder.mkdir(parents=True, mode=0o700)
        for at, (_, body) in enumerate(sent.files):
            self.sent_file(name, at).write_bytes(body)
            self.sent_file(name, at).chmod(0o600)
        about = {
            "name": name,
            "at": now(),
            "who": sent.who,
            "unit": sent.unit,
            "system": sent.system,
            "lang": sent.lang,
            "layer": sent.layer,
            "day": (self.today or date.today()).isoformat(),
            "files": [file for file, _ in sent.files],
            "status": READING,
            "progress": 0.0,
        }
        self._write(name, about)
        self.watches[name] = Watch()
        threading.Thread(target=self._work, args=(name,), daemon=True).start()
        self._prune()
        return name

    def sent_file(self, name: str, at: int) -> Path:
        """Return where a file that was sent lies, under a name of our own."""
        return self.root / name / f"sent-{at}"

    def about(self, name: str) -> dict[str, Any]:
        """Return the state of an import. Raises ParkError for a name that is none."""
        path = self.root / name / "about.json"
        if not name.isalnum() or not path.is_file():
            raise ParkError(NO_IMPORT, name=name)
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if found["status"] == READING and name not in self.watches:
            found["status"] = INTERRUPTED
        elif name in self.watches and found["status"] == READING:
            found["progress"] = self.watches[name].share
        return found

    def all(self) -> list[dict[str, Any]]:
        """Return the states of the imports, the newest first."""
        names = [path.parent.name for path in self.root.glob("*/about.json")]
        return sorted((self.about(name) for name in names), key=lambda one: one["at"], reverse=True)

    def stop(self, name: str) -> None:
        """Stop reading an import."""
        if name in self.watches:
            self.watches[name].stopped.set()

    def again(self, name: str) -> None:
        """Read an import again that was interrupted."""
        about = self.about(name)
        if about["status"] in (INTERRUPTED, STOPPED):
            self._write(name, {**about, "status": READING, "progress": 0.0})
            self.watches[name] = Watch()
            threading.Thread(target=self._work, args=(name,), daemon=True).start()

    def intakes(self, name: str) -> list[Intake]:
        """Return the outcomes of an import's files."""
        folder, found = self.root / name, []
        for at in range(len(self.about(name)["files"])):
            plain = json.loads((folder / f"result-{at}.json").read_text(encoding="utf-8"))
            lines = (folder / f"rows-{at}.jsonl").read_text(encoding="utf-8").splitlines()
            found.append(unpacked(plain, rows_of_lines(lines)))
        return found

    def candidate(self, name: str) -> Path:
        """Return the folder of the park as it would be."""
        return self.root / name / "candidate"

    def publish(self, name: str, wanted: Wanted) -> Outcome:
        """Publish an import. Raises ParkError while another publishes."""
        outcome = publish(self.keeper, self.park, self.intakes(name), wanted)
        if outcome.answer in ("published", "same"):
            self._write(name, {**self.about(name), "status": PUBLISHED, "snapshot": outcome.id})
            shutil.rmtree(self.candidate(name), ignore_errors=True)
        return outcome

    def _work(self, name: str) -> None:
        with self.turns:
            about = self.about(name)
            intakes = list(self._read(name, about))
            if self.watches[name].stopped.is_set():
                self._write(name, {**about, "status": STOPPED})
            else:
                self._prepare(name, about, intakes)
        self.watches.pop(name, None)

    def _read(self, name: str, about: dict[str, Any]) -> Iterable[Intake]:
        watch, many = self.watches[name], len(about["files"])
        base = base_folder(self.park, self.keeper)
        for at, file in enumerate(about["files"]):
            watch.part = (at, many)
            corrected = self.root / name / f"corrected-{at}.xlsx"
            asked = Asked(
                base,
                date.fromisoformat(about["day"]),
                system=about["system"],
                unit=about["unit"],
                corrected=corrected,
                lang=about["lang"],
            )
            found = read_file(self.sent_file(name, at), asked, watch, name=file)
            self._keep(name, at, found)
            yield found

    def _keep(self, name: str, at: int, found: Intake) -> None:
        folder = self.root / name
        (folder / f"result-{at}.json").write_text(json.dumps(packed(found), ensure_ascii=False), "utf-8")
        with (folder / f"rows-{at}.jsonl").open("w", encoding="utf-8") as stream:
            stream.writelines(f"{line}\n" for line in found.rows.lines())

    def _prepare(self, name: str, about: dict[str, Any], intakes: list[Intake]) -> None:
        """Write the park as it would be, so that it can be looked at before it is published."""
        target = self.candidate(name)
        shutil.rmtree(target, ignore_errors=True)
        wanted = Wanted(about["who"], date.fromisoformat(about["day"]), layer=about["layer"])
        outcome = prepare(base_folder(self.park, self.keeper), intakes, wanted, target)
        own = sum(len(intake.issues) for intake in intakes)
        told = {
            "answer": outcome.answer,
            "candidate": outcome.id,
            "before": outcome.before,
            "after": outcome.after,
            "waits": [packed_issue(issue) for issue in outcome.waits],
            "merge": [packed_issue(issue) for issue in outcome.issues[own:]],
        }
        self._write(name, {**about, **told, "status": READY, "progress": 1.0})

    def _write(self, name: str, about: dict[str, Any]) -> None:
        path = self.root / name / "about.json"
        made = path.with_suffix(".new")
        made.write_text(json.dumps(about, ensure_ascii=False), encoding="utf-8")
        made.replace(path)

    def _prune(self) -> None:
        for old in self.all()[KEPT_IMPORTS:]:
            shutil.rmtree(self.root / old["name"], ignore_errors=True)
