"""Parks to test on: a small one whose sums can be done in the head, and the real one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from dashboard.contract.dataset import Dataset
from dashboard.ingest.load import load_park
from dashboard.render.board import Board
from tests.parks import write_small_park

settings.register_profile("no clock", deadline=None)
settings.load_profile("no clock")

ROOT = Path(__file__).resolve().parents[1]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--pictures", action="store_true", help="write the committed pictures")
    parser.addoption("--update-golden", action="store_true", help="renew the remembered figures")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Pictures are written only when asked for."""
    if not config.getoption("--pictures"):
        wanted = [item for item in items if "pictures" not in item.keywords]
        config.hook.pytest_deselected(items=[item for item in items if "pictures" in item.keywords])
        items[:] = wanted


@pytest.fixture(scope="session")
def real_folder() -> Path:
    return ROOT / "data" / "xiangcheng"


@pytest.fixture(scope="session")
def xiangcheng(real_folder: Path) -> Dataset:
    found = load_park(real_folder)
    assert found.dataset is not None, found.report.issues
    return found.dataset


@pytest.fixture(scope="session")
def real_board(xiangcheng: Dataset) -> Board:
    return Board(xiangcheng)


@pytest.fixture(scope="session")
def demo_folder() -> Path:
    return ROOT / "data" / "demo"


@pytest.fixture(scope="session")
def demo(demo_folder: Path) -> Dataset:
    found = load_park(demo_folder)
    assert found.dataset is not None, found.report.issues
    return found.dataset


@pytest.fixture(scope="session")
def demo_board(demo: Dataset) -> Board:
    return Board(demo.for_public())


@pytest.fixture
def small_folder(tmp_path: Path) -> Path:
    return write_small_park(tmp_path / "small")


@pytest.fixture(scope="session")
def small_board(tmp_path_factory: pytest.TempPathFactory) -> Board:
    found = load_park(write_small_park(tmp_path_factory.mktemp("parks") / "small"))
    assert found.dataset is not None, found.report.issues
    return Board(found.dataset)


@pytest.fixture(scope="session")
def database():
    """A running PostgreSQL with PostGIS; a test that stops or freezes it starts it again."""
    from tests.databases import Server

    server = Server()
    server.start()
    yield server
    server.remove()
