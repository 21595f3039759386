"""Internal fields: absent from every answer outside the office, and the office serves this machine only."""

from __future__ import annotations

import pytest

from dashboard.__main__ import main
from dashboard.apps.parks import serve_parks
from dashboard.apps.public import make_app
from dashboard.commands import WRONG_USE
from dashboard.render.questions import QUESTIONS

SECRET = "Officer "
PLACES = ("view.json", "rows.csv", "question.csv", "orders.csv")


@pytest.fixture(scope="module", params=[False, True], ids=["public", "internal"])
def client(request, demo_folder):
    served = make_app(serve_parks([demo_folder], internal=request.param)).server.test_client()
    return request.param, served


def test_the_person_in_charge_is_told_only_inside(client):
    internal, served = client
    asked = [f"{place}?ask={key}" for key in QUESTIONS for place in ("view.json", "question.csv")]
    asked += [
        "rows.csv?",
        "orders.csv?",
        "view.json?card=D000001&fields=screen",
        "view.json?by=officer&ask=start",
    ]
    asked += ["view.json?fields=screen&ask=quality", "view.json?q=Officer&fields=screen,table"]
    found = {address: SECRET in served.get("/" + address).get_data(as_text=True) for address in asked}
    if not internal:
        assert not any(found.values()), [address for address, told in found.items() if told]
    else:
        assert found["view.json?ask=start"] and found["view.json?card=D000001&fields=screen"]


def test_an_internal_board_is_not_served_to_other_machines(demo_folder, capsys):
    assert (
        main(["serve", "--park", str(demo_folder), "--audience", "internal", "--host", "0.0.0.0"])
        == WRONG_USE
    )
    assert "0.0.0.0" in capsys.readouterr().err


def test_synthetic_data_say_so_in_every_answer_and_file(client):
    _, served = client
    assert served.get("/view.json?fields=dataset").json["dataset"]["synthetic"] is True
    for place in ("rows.csv?lang=en", "question.csv?ask=slip&lang=en"):
        lines = served.get("/" + place).get_data(as_text=True).splitlines()
        assert all("synthetic" in line for line in lines[1:]) and len(lines) > 100
    screen = served.get("/view.json?fields=screen&lang=en").get_data(as_text=True)
    assert "Synthetic demonstration data" in screen


def test_the_order_list_goes_out_and_comes_back_in(client, tmp_path, demo_folder):
    import shutil

    from dashboard.ingest.load import load_park

    _, served = client
    text = served.get("/orders.csv").get_data(as_text=True)
    park = shutil.copytree(demo_folder, tmp_path / "park", ignore=shutil.ignore_patterns("weeks"))
    (park / "tables" / "issues.csv").write_text(text, encoding="utf-8")
    found = load_park(park)
    assert found.dataset is not None, found.report.issues
    assert len(found.dataset.tables["issues"]) == len(text.splitlines()) - 1 > 10


def test_no_question_is_404_for_the_file(client):
    _, served = client
    assert served.get("/question.csv").status_code == 404
