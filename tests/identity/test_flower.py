"""The Python side of the Power Flower: it hands over the pack, and nothing that a browser sends gets in."""

import re

import pytest
from flowers import compile_identity

from alongside import built_widgets, places
from alongside.identity.flower import Flower

SYNCED = {"pack", "trouble"}


@pytest.fixture(scope="module")
def compiled(tmp_path_factory):
    folder = tmp_path_factory.mktemp("identity")
    compile_identity(folder)
    return folder / "packs"


@pytest.fixture
def flower(compiled, tmp_path, monkeypatch):
    (tmp_path / "widgets").mkdir()
    for name in ("flower.js", "flower.css"):
        (tmp_path / "widgets" / name).write_text("")
    built_widgets._built.cache_clear()
    monkeypatch.setattr(places, "built", lambda: tmp_path)
    monkeypatch.setenv("ALONGSIDE_PACKS", str(compiled))
    yield Flower()
    built_widgets._built.cache_clear()


def test_its_only_trait_of_content_is_the_pack(flower):
    own = {name for name in flower.keys if not name.startswith("_") and name not in {"layout", "tabbable", "tooltip"}}
    assert own == SYNCED
    assert flower.pack["flower"]["kind"] == "power_flower"
    assert flower.pack["ground"]["privacy"].startswith("We do not send or save this.")


def test_nothing_that_a_browser_sends_is_taken(flower):
    before = flower.get_state()
    flower.set_state({"pack": {"flower": "MARKER"}, "trouble": {"sentence": "MARKER"}, "words": "MARKER"})
    flower._handle_custom_msg({"words": "MARKER"}, [])
    assert flower.get_state() == before


def test_its_front_end_knows_no_storage():
    module = (places.built() / "widgets" / "flower.js").read_text(encoding="utf-8")
    assert "beforeunload" in module, "this is the built module"
    ways_out = r"sessionStorage|localStorage|indexedDB|document\.cookie|fetch\(|WebSocket|sendBeacon|save_changes"
    assert re.findall(ways_out, module) == []
