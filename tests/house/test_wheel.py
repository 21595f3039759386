"""What a person gets who types `pip install .`: both packages, their assets and the parks."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile

import pytest

pytestmark = pytest.mark.slow


def build(source, target, kind):
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(target)]
    done = subprocess.run(
        command, cwd=source, capture_output=True, text=True, encoding="utf-8", env={**os.environ}
    )
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = target.iterdir()
    return built


@pytest.fixture(scope="module")
def source(house, tmp_path_factory):
    folder = tmp_path_factory.mktemp("source")
    for path in house.files():
        copied = folder / path.relative_to(house.root)
        copied.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copied)
    return folder


@pytest.fixture(scope="module")
def wheel_names(source, tmp_path_factory):
    with zipfile.ZipFile(build(source, tmp_path_factory.mktemp("wheel"), "wheel")) as archive:
        return set(archive.namelist())


def shipped(house, folder):
    return {house.short(path) for path in house.files(folder)}


def test_the_wheel_holds_every_file_of_both_packages(house, wheel_names):
    assert shipped(house, "dashboard") | shipped(house, "geo") <= wheel_names


def test_the_wheel_holds_every_park(house, wheel_names):
    parks = {name.replace("data/", "dashboard/data_parks/", 1) for name in shipped(house, "data")}
    assert "dashboard/data_parks/xiangcheng/park.toml" in parks
    assert parks <= wheel_names


def test_the_wheel_installs_no_package_besides_ours(wheel_names):
    roots = {name.split("/")[0] for name in wheel_names}
    assert {root for root in roots if not root.endswith(".dist-info")} == {"dashboard", "geo"}


def test_a_wheel_built_from_the_source_archive_is_the_same(source, wheel_names, tmp_path):
    with tarfile.open(build(source, tmp_path / "sdist", "sdist")) as archive:
        archive.extraction_filter = getattr(tarfile, "data_filter", None)
        archive.extractall(tmp_path / "unpacked")
    (unpacked,) = (tmp_path / "unpacked").iterdir()
    with zipfile.ZipFile(build(unpacked, tmp_path / "again", "wheel")) as archive:
        assert set(archive.namelist()) == wheel_names
