"""The office's scenes: a view is saved and shown, what is wrong is told at once, nothing of it is public."""

from __future__ import annotations

import io
import re
import tomllib
from html import unescape

import pytest
from PIL import Image

from dashboard.apps.admin import OfficeParks, make_admin
from dashboard.apps.parks import serve_parks
from dashboard.apps.public import make_app
from dashboard.apps.watching import QUIET_SECONDS, Watcher
from dashboard.i18n import LANGUAGES
from tests.parks import write_small_park

HERE = {"Origin": "http://localhost"}
FIELD = re.compile(r'<(?:input|textarea)[^>]* name="([^"]+)"(?:[^>]* value="([^"]*)")?[^>]*>([^<]*)')


class Room:
    """The office's app over the small park, and its room of scenes."""

    def __init__(self, folder):
        self.park, self.told = write_small_park(folder / "small"), folder / "told"
        self.parks = OfficeParks([self.park], root=folder / "kept", told=self.told)
        self.client = make_admin(self.parks, folder / "kept").server.test_client()

    def page(self, address="lang=en", path=""):
        return self.client.get(f"/scenes{path}?{address}").get_data(as_text=True)

    def form(self, address="lang=en", path=""):
        """Return what the form of a page would send as it stands."""
        form = self.page(address, path).partition('class="scene"')[2].partition("</form>")[0]
        sent = {name: unescape(value or inside) for name, value, inside in FIELD.findall(form)}
        return {name: value for name, value in sent.items() if name not in ("fill", "consent", "file")}

    def send(self, fields, address="lang=en", path=""):
        return self.client.post(
            f"/scenes{path}?{address}", data=fields, headers=HERE, content_type="multipart/form-data"
        )

    def saved(self, address="lang=en", new="visit", **fields):
        reply = self.send({**self.form(address), "new": new, **fields}, address)
        assert reply.status_code == 303, problems(reply)
        return reply.headers["Location"]

    def act(self, path, **fields):
        mark = re.search(r'name="seen" value="(\w+)"', self.page())[1]
        return self.send({"seen": mark, **fields}, path=path)

    def file(self, name="visit"):
        return tomllib.loads((self.told / "small" / f"{name}.toml").read_text(encoding="utf-8"))

    def keys(self):
        return [one["key"] for one in self.file()["scene"]]

    def wall(self, at=1, lang="en"):
        address = f"{self.file()['scene'][at - 1]['address']}&scene=visit.{at}&lang={lang}"
        return self.client.get(f"/view.json?{address}&form=stage&fields=wall").json["wall"]


@pytest.fixture
def room(tmp_path):
    return Room(tmp_path)


def problems(reply):
    text = reply.get_data(as_text=True)
    return [unescape(one) for one in re.findall(r"<td>([^<]*)</td>", text.partition("problems")[2])]


def photo(kind="JPEG", size=(40, 30)):
    into = io.BytesIO()
    Image.new("RGB", size, "teal").save(into, kind)
    return into.getvalue()


def rights(**fields):
    texts = {f"picture.name.{lang}": "The hall" for lang in LANGUAGES}
    return {"credit": "A. Person", "licence": "CC-BY-4.0", "consent": "on", **texts, **fields}


def test_a_view_becomes_the_first_scene_of_a_new_story_and_is_shown_from_the_next_request(room):
    assert room.client.get("/present").status_code == 404
    address = room.saved("lang=en&home=JPN&theme=dark")
    scene = room.file()["scene"][0]
    assert (scene["address"], scene["layout"], scene["headline"]) == ("home=JPN", "answer", "projects")
    wall = room.wall()
    counted = room.client.get("/view.json?home=JPN&fields=kpis").json["kpis"]["projects"]
    assert wall["figures"]["projects"]["value"] == counted["value"]
    assert wall["title"] == f"Japan\n{counted['value']} of {counted['total']} projects"
    assert "The scene is saved." in room.client.get(address).get_data(as_text=True)
    assert room.client.get("/present").status_code == 200


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_wall_of_a_saved_view_speaks_every_language_without_a_typed_number(room, lang):
    room.saved("lang=ja&sector=tools")
    scene, wall = room.file()["scene"][0], room.wall(1, lang)
    assert not re.search(r"\d", scene["title"][lang])
    assert wall["own"] and "2" in wall["title"] and "{" not in wall["title"]


def test_charts_place_and_seconds_are_as_chosen(room):
    room.saved()
    room.saved(new="", story="visit", place="1", view="stages", second="home", **{"seconds.th": "95"})
    first, second = room.file()["scene"]
    assert (first["views"], second["views"]) == (["stages", "home"], ["sectors"])
    assert first["seconds"] == {"zh-Hans": 60, "en": 60, "ja": 60, "th": 95}
    assert room.keys() == ["view-2", "view-1"]
    room.saved(new="", story="visit", view="nonsense", second="district")
    assert room.file()["scene"][2]["views"] == ["sectors"]


def test_two_charts_without_room_for_both_are_told(room):
    reply = room.send({**room.form(), "new": "visit", "view": "sectors", "second": "stages"})
    assert "“Sectors” needs the whole wall." in problems(reply) and not room.told.exists()


def test_all_problems_are_told_at_once_in_the_reader_s_language_and_nothing_is_written(room):
    fields = {"title.ja": "{", "say.th": " ", "seconds.en": "soon", "label.en": "{nobody}"}
    reply = room.send({**room.form("lang=ja"), "new": "visit", **fields}, "lang=ja")
    told = " ".join(problems(reply))
    assert reply.status_code == 200 and not room.told.exists()
    assert "見出し 日本語" in told and "言うこと" in told and "予定の秒数" in told and "nobody" in told
    assert 'value="visit"' in reply.get_data(as_text=True), "what was typed is still there"
    assert room.client.get("/present").status_code == 404


def test_what_is_empty_is_filled_from_the_page_s_language_only_where_that_is_asked(room):
    empty = {"say.th": "", "say.ja": "", "say.en": "Only this."}
    assert problems(room.send({**room.form(), "new": "visit", **empty}))
    room.saved(fill="on", **empty)
    assert room.file()["scene"][0]["say"]["th"] == "Only this."


@pytest.mark.parametrize("new", ["A b", "../x", "con", "a.b"])
def test_a_bad_key_is_told_and_what_was_typed_stays(room, new):
    reply = room.send({**room.form(), "new": new, "say.en": "Typed by a person"})
    assert "cannot be the key" in problems(reply)[1]
    assert "Typed by a person" in reply.get_data(as_text=True)


def test_a_scene_is_moved_edited_and_removed_and_the_story_goes(room):
    room.saved()
    room.saved("lang=en&home=JPN", new="", story="visit")
    assert room.act("/visit/2/move", by="-1").status_code == 303
    assert room.keys() == ["view-2", "view-1"]
    fields = {**room.form(path="/visit/1"), "say.en": "Slowly now.", "seconds.en": "75"}
    assert room.send(fields, path="/visit/1").status_code == 303
    scene = room.file()["scene"][0]
    assert (scene["say"]["en"], scene["seconds"]["en"], scene["key"]) == ("Slowly now.", 75, "view-2")
    assert room.act("/visit/2/remove").status_code == 303
    assert room.keys() == ["view-2"]
    assert "The story has no scene." in problems(room.act("/visit/1/remove"))
    assert room.act("/visit/restore").status_code == 303
    assert not (room.told / "small" / "visit.toml").exists()
    assert room.client.get("/present").status_code == 404


def test_who_looked_at_an_older_story_overwrites_nothing(room):
    room.saved()
    old = room.form(path="/visit/1")
    room.send({**old, "say.en": "First."}, path="/visit/1")
    reply = room.send({**old, "say.en": "Second."}, path="/visit/1")
    assert reply.status_code == 409 and "changed meanwhile" in reply.get_data(as_text=True)
    assert room.file()["scene"][0]["say"]["en"] == "First."


def test_a_picture_lies_beside_its_story_with_credit_licence_and_consent(room):
    room.saved(file=(io.BytesIO(photo()), "hall.jpg"), **rights())
    told = room.file()["scene"][0]["picture"]
    assert (told["credit"], told["licence"], told["consent"]) == ("A. Person", "CC-BY-4.0", True)
    assert set(told["name"]) == set(LANGUAGES) and told["file"].endswith(".jpg")
    assert (room.told / "small" / told["file"]).is_file()
    fields = {**room.form(path="/visit/1"), "no_picture": "on"}
    room.send(fields, path="/visit/1")
    assert "picture" not in room.file()["scene"][0]
    assert list((room.told / "small").glob("*.jpg")) == []


@pytest.mark.parametrize(
    ("sent", "fields", "told"),
    [
        (b"<svg/>", {}, "not a whole JPEG"),
        (photo("GIF"), {}, "not a whole JPEG"),
        (photo(size=(6001, 2)), {}, "more than 6000 pixels"),
        (photo(), {"credit": ""}, "Made by"),
        (photo(), {"picture.name.th": ""}, "name.th"),
    ],
)
def test_a_picture_that_may_not_be_shown_is_told_and_nothing_is_written(room, sent, fields, told):
    upload = {"file": (io.BytesIO(sent), "a.jpg"), **rights(**fields)}
    assert told in " ".join(problems(room.send({**room.form(), "new": "visit", **upload})))
    assert not room.told.exists()


def test_a_picture_without_consent_is_not_taken(room):
    fields = {name: value for name, value in rights().items() if name != "consent"}
    fields |= {"file": (io.BytesIO(photo()), "a.jpg")}
    assert problems(room.send({**room.form(), "new": "visit", **fields}))
    assert not room.told.exists()


@pytest.mark.parametrize("path", ["", "/visit/1", "/visit/1/move", "/visit/1/remove", "/visit/restore"])
@pytest.mark.parametrize("origin", ["http://evil.example", "null", ""])
def test_pages_of_other_hosts_can_change_no_scene(room, path, origin):
    assert room.client.post(f"/scenes{path}", headers={"Origin": origin}).status_code == 403


@pytest.mark.parametrize("path", ["/nothing/1", "/visit/9", "/visit/0", "/%2e%2e/1"])
def test_a_scene_that_is_not_there_is_told(room, path):
    room.saved()
    reply = room.client.get(f"/scenes{path}?lang=en")
    assert reply.status_code in (404, 409)


def test_hostile_words_are_text(room):
    room.saved("lang=en&q=<b>{x}", **{"name.en": "<script>1</script>"})
    text = room.page()
    assert "<script>1" not in text and "<b>{x}" not in text and "&lt;script&gt;" in text
    assert "<b>" not in room.wall()["title"].replace("“<b>{x}”", "")


def test_an_open_card_offers_a_scene_of_one_project(room):
    assert "A card is open" in room.page("lang=en&card=P1")
    room.saved("lang=en&card=P1")
    scene = room.file()["scene"][0]
    assert (scene["layout"], scene["item"], scene["address"]) == ("case", [{"row": "projects/P1"}], "hl=P1")
    assert room.wall()["figures"]["amount"]["value"]


def test_only_the_office_s_board_has_the_link_and_only_its_app_has_the_pages(room, tmp_path):
    ask = "/view.json?home=JPN&lang=en&fields=screen"
    header = str(room.client.get(ask).json["screen"]["parts"]["header"])
    assert "scenes?home=JPN&lang=en&theme=light" in header
    public = make_app(serve_parks([room.park], told=room.told)).server
    assert "scenes?" not in public.test_client().get(ask).get_data(as_text=True)
    assert not [rule.rule for rule in public.url_map.iter_rules() if "scenes" in rule.rule]
    assert public.test_client().post("/scenes", headers=HERE).status_code in (404, 405)


def test_a_public_server_that_watches_shows_a_saved_scene_without_a_restart(room):
    public, now = serve_parks([room.park], told=room.told), [0.0]
    watcher = Watcher(public, files=True, clock=lambda: now[0])
    room.saved()
    watcher.look()
    assert public[0].board.stories == {}, "files still being written are waited for"
    now[0] += QUIET_SECONDS
    watcher.look()
    assert list(public[0].board.stories) == ["visit"]


def test_a_story_that_is_not_sound_leaves_the_last_good_one_shown(room):
    room.saved()
    public, now = serve_parks([room.park], told=room.told), [0.0]
    watcher = Watcher(public, files=True, clock=lambda: now[0])
    (room.told / "small" / "visit.toml").write_text("key = ", encoding="utf-8")
    watcher.look()
    now[0] += QUIET_SECONDS
    watcher.look()
    assert list(public[0].board.stories) == ["visit"] and public[0].trouble is not None
