"""The Python side of the identity wheel: it hands over the pack, and nothing that a browser sends gets in."""

import re

import pytest
from flowers import compile_identity

from alongside import built_widgets, places, workbook

WAYS_OUT = r"sessionStorage|localStorage|indexedDB|document\.cookie|fetch\(|XMLHttpRequest|WebSocket|sendBeacon|save_changes"


@pytest.fixture
def wheel(tmp_path, monkeypatch):
    compile_identity(tmp_path)
    (tmp_path / "widgets").mkdir()
    for name in ("wheel.js", "wheel.css"):
        (tmp_path / "widgets" / name).write_text("")
    built_widgets._built.cache_clear()
    monkeypatch.setattr(places, "built", lambda: tmp_path)
    monkeypatch.setenv("ALONGSIDE_PACKS", str(tmp_path / "packs"))
    yield workbook.identity_wheel()
    built_widgets._built.cache_clear()


def test_its_only_trait_of_content_is_the_pack(wheel):
    own = {name for name in wheel.keys if not name.startswith("_") and name not in {"layout", "tabbable", "tooltip"}}
    assert own == {"pack", "trouble"}
    assert wheel.pack["wheel"]["kind"] == "identity_wheel"
    assert all(mark["label"] for mark in wheel.pack["wheel"]["marks"])
    assert wheel.pack["ground"]["privacy"].startswith("We do not send or save this.")


def test_nothing_that_a_browser_sends_is_taken(wheel):
    before = wheel.get_state()
    wheel.set_state({"pack": {"wheel": "MARKER"}, "trouble": {"sentence": "MARKER"}, "words": "MARKER"})
    wheel._handle_custom_msg({"words": "MARKER"}, [])
    assert wheel.get_state() == before


def test_its_front_end_knows_no_storage_and_no_way_to_send():
    module = (places.built() / "widgets" / "wheel.js").read_text(encoding="utf-8")
    assert "beforeunload" in module, "this is the built module"
    assert re.findall(WAYS_OUT, module) == []
