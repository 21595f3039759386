"""Short links, public addresses and QR codes: what a phone opens is the view on the wall."""

from __future__ import annotations

import re

import pytest
import zxingcpp
from PIL import Image

from dashboard.apps.parks import serve_parks
from dashboard.apps.public import make_app
from dashboard.errors import ParkError
from dashboard.i18n import LANGUAGES
from dashboard.i18n.translate import words
from dashboard.render.answer import answer
from dashboard.render.board import Board
from dashboard.render.sharing import code_address, is_open, link_of, public_address, qr_of
from dashboard.render.stories import scene_state
from dashboard.state import from_search, to_search
from dashboard.views.presenter import story_part
from dashboard.views.wall import wall_part

PUBLIC = "https://board.example.org"
NEAR = "http://192.168.1.20:8050"


@pytest.fixture(scope="module")
def shared(xiangcheng):
    return Board(xiangcheng, public_url=PUBLIC)


@pytest.fixture(scope="module")
def client(real_folder, demo_folder):
    parks = serve_parks([real_folder, demo_folder], public_url=NEAR)
    return make_app(parks).server.test_client()


def wall(board, address):
    return wall_part(answer(board, from_search(address, board.vocabulary), "stage"))


def link(board, address):
    return link_of(answer(board, from_search(address, board.vocabulary), "stage"))


def drawn(qr, scale=4):
    """Paint a code's path as a picture, as a browser fills it."""
    picture = Image.new("L", (qr.size * scale, qr.size * scale), 255)
    for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", qr.path):
        left, top = int(x) * scale, int(y) * scale
        picture.paste(0, (left, top, left + int(width) * scale, top + scale))
    return picture


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_code_of_every_scene_stands_for_its_own_state_on_the_board(shared, lang):
    story = shared.stories["talk"]
    for name, scene in zip(story.names, story.scenes, strict=True):
        state = from_search(code_address(shared, f"{name}.{lang}"), shared.vocabulary)
        assert state == scene_state(shared, scene, lang, "light")
        assert (state.scene, state.theme, state.lang, state.notes) == ("", "light", lang, ())


def test_every_scene_in_every_language_is_shared_by_a_code_that_leads_back_to_it(shared):
    story = shared.stories["talk"]
    for name, scene in zip(story.names, story.scenes, strict=True):
        for lang in LANGUAGES:
            state = scene_state(shared, scene, lang, "dark").changed(scene=name)
            found = link_of(answer(shared, state, "stage"))
            code = found.url.removeprefix(f"{PUBLIC}/s/")
            assert from_search(code_address(shared, code), shared.vocabulary) == state.changed(
                scene="", theme="light"
            )


@pytest.mark.parametrize(
    "code", ["talk.0", "talk.99.ja", "talk.7.fr", "talk", "ja", "", "nothing.1", "talk.7.ja.ja"]
)
def test_an_unknown_code_stands_for_nothing(shared, code):
    assert code_address(shared, code) is None


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/s/talk.7.ja", "home=JPN&lang=ja&theme=light"),
        ("/s/TALK.7.JA", "home=JPN&lang=ja&theme=light"),
        ("/s/talk.7", "home=JPN&lang=zh-Hans&theme=light"),
        ("/s/demo.tour.4.th", "home=JPN&lang=th&park=demo&theme=light"),
        ("/s/tour.4.th?park=demo", "home=JPN&lang=th&park=demo&theme=light"),
    ],
)
def test_a_short_link_leads_to_the_board_and_is_kept_nowhere(client, path, address):
    reply = client.get(path)
    assert reply.status_code == 302 and reply.headers["Location"] == f"../?{address}"
    assert reply.headers["Cache-Control"] == "no-store"
    found = client.get(f"/view.json?{address}&fields=address").json["address"]
    assert "home=JPN" in found and "scene" not in found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_unknown_short_link_says_so_in_the_language_it_names(client, lang):
    reply = client.get(f"/s/talk.99.{lang}")
    assert reply.status_code == 404 and reply.headers["Cache-Control"] == "no-store"
    assert words(lang).text("This short link is not known here.") in reply.get_data(as_text=True)


def test_without_a_public_address_no_answer_has_a_link_and_the_last_scene_is_as_it_was(real_board, shared):
    bare, told = (wall(board, "scene=talk.10&lang=ja&theme=dark") for board in (real_board, shared))
    assert "link" not in bare and "shared" not in str(bare["tree"])
    body, shown = bare["tree"][2][2], told["tree"][2][2]
    assert shown[2][: len(body[2])] == body[2]
    (more,) = shown[2][len(body[2]) :]
    assert more[1]["class"] == "shared" and told["link"]["qr"]["path"] in str(more)
    assert "/s/talk.10.ja" in str(more) and "board.example.org" in str(more)


def test_a_scene_that_was_left_is_shared_by_its_whole_address_in_the_bright_theme(shared):
    own = link(shared, "scene=talk.7&lang=ja&theme=dark&home=JPN")
    assert (own.url, own.text) == (f"{PUBLIC}/s/talk.7.ja", "board.example.org/s/talk.7.ja")
    left = link(shared, "scene=talk.7&lang=ja&theme=dark&home=JPN&sector=mobility")
    assert left.url == f"{PUBLIC}/?home=JPN&lang=ja&sector=mobility&theme=light"


def test_money_in_another_currency_is_not_lost_in_a_short_link(demo):
    board = Board(demo.for_public(), public_url=PUBLIC)
    found = link(board, "scene=tour.1&lang=en&currency=USD&rules=fx.stage")
    state = from_search(found.url.partition("?")[2], board.vocabulary)
    assert (state.currency, state.rules, state.scene) == ("USD", (("fx", "stage"),), "")


def test_a_day_and_rules_keep_the_public_address(demo):
    board = Board(demo.for_public(), public_url=PUBLIC)
    found = link(board, "scene=tour.1&lang=en&asof=2024-06-30")
    assert found.url.startswith(PUBLIC) and "asof=2024-06-30" in found.url


@pytest.mark.parametrize("address", ["scene=talk.10&lang=ja", "scene=talk.7&home=JPN&lang=th&q=東京"])
def test_the_path_of_a_code_is_read_as_its_address_at_level_m_with_a_quiet_zone(shared, address):
    found = link(shared, address)
    picture = drawn(found.qr)
    (read,) = zxingcpp.read_barcodes(picture)
    assert (read.text, read.ec_level) == (found.url, "M")
    edge = 4 * found.qr.quiet
    inside = picture.crop((edge, edge, picture.width - edge, picture.height - edge))
    assert picture.histogram()[0] == inside.histogram()[0] > 0
    assert inside.crop((0, 0, 4, 4)).getextrema() == (0, 0)


def test_an_address_no_code_can_hold_has_a_link_without_a_code(shared):
    assert qr_of("https://board.example.org/?" + "a" * 2400) is None
    longest = "scene=talk.7&q=" + "東" * 80
    assert len(link(shared, longest).url) > 700 and link(shared, longest).qr is not None


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("", ""),
        ("https://board.example.org/", "https://board.example.org"),
        ("http://192.168.1.20:8050", "http://192.168.1.20:8050"),
        ("http://[fd00::1]:8050/park/", "http://[fd00::1]:8050/park"),
    ],
)
def test_a_public_address_is_kept_without_its_last_slash(text, kept):
    assert public_address(text) == kept


@pytest.mark.parametrize(
    "text",
    [
        *("board.example.org", "ftp://example.org", "https://", "https:///s", "javascript:alert(1)"),
        *(
            "https://a b.org",
            "https://me:secret@example.org",
            "https://example.org/?a=1",
            "https://example.org#a",
        ),
        *("https://example.org:99999", "https://example.org\n", "https://例.org", "https://example..org"),
    ],
)
def test_what_is_no_public_address_is_refused_with_its_text(text):
    with pytest.raises(ParkError) as refused:
        public_address(text)
    assert text in str(refused.value)


@pytest.mark.parametrize(
    ("url", "anybody"),
    [
        *((f"http://{host}:8050", False) for host in ("127.0.0.1", "127.8.8.8", "localhost", "[::1]")),
        *((f"http://{host}", False) for host in ("10.0.0.5", "192.168.1.1", "172.16.0.1", "172.31.9.9")),
        *((f"http://{host}", True) for host in ("172.15.0.1", "172.32.0.1", "11.0.0.1", "8.8.8.8")),
        *((f"https://{host}", True) for host in ("board.example.org", "127.0.0.1.example.org", "10.example")),
    ],
)
def test_an_address_is_open_unless_it_is_of_this_machine_or_a_private_network(url, anybody):
    assert is_open(url) is anybody


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("", "off: no public address"),
        (NEAR, f"off: {NEAR}"),
        (PUBLIC, f"on: phones find this board at {PUBLIC}"),
    ],
)
def test_the_hall_check_says_whether_public_mode_is_on(xiangcheng, url, said):
    board = Board(xiangcheng, public_url=url)
    part = story_part(board, board.stories["talk"])
    assert [text for text in part["hall"]["en"] if f"Public mode is {said}" in text]
    assert all(len(part["hall"][lang]) == len(part["hall"]["en"]) for lang in LANGUAGES)


def test_the_contact_is_what_the_park_says_of_it(xiangcheng):
    from dataclasses import replace

    contact = replace(xiangcheng.park.contact, email="office@example.org")
    board = Board(replace(xiangcheng, park=replace(xiangcheng.park, contact=contact)))
    part = story_part(board, board.stories["talk"])
    assert part["contact"]["ja"] == [contact.text["ja"], "office@example.org"]


def test_a_view_that_is_no_scene_is_written_with_language_and_theme(shared):
    state = from_search("scene=talk.7&sector=mobility&lang=th", shared.vocabulary)
    url = link_of(answer(shared, state, "stage")).url
    assert url == f"{PUBLIC}/?lang=th&sector=mobility&theme=light"
    assert (
        to_search(from_search(url.partition("?")[2], shared.vocabulary), shared.vocabulary)
        == "lang=th&sector=mobility"
    )
