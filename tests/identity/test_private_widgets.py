"""The Python side of identity work: it hands over the packs, and nothing that a browser sends gets in."""

import re

import pytest
from flowers import compile_identity

from alongside import places, workbook

WAYS_OUT = r"sessionStorage|localStorage|indexedDB|document\.cookie|fetch\(|XMLHttpRequest|WebSocket|sendBeacon|save_changes"
WIDGETS = {"flower": ("power_flower", workbook.power_flower), "wheel": ("identity_wheel", workbook.identity_wheel)}
each = pytest.mark.parametrize("stem", WIDGETS)


@pytest.fixture(scope="module", autouse=True)
def _compiled(tmp_path_factory):
    folder = tmp_path_factory.mktemp("identity")
    compile_identity(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ALONGSIDE_PACKS", str(folder / "packs"))
        yield


@each
def test_its_only_trait_of_content_is_the_pack(stem):
    kind, make = WIDGETS[stem]
    widget = make()
    own = {name for name in widget.keys if not name.startswith("_") and name not in {"layout", "tabbable", "tooltip"}}
    assert own == {"pack", "trouble"}
    assert set(widget.pack) == {stem, "ground"}
    assert widget.pack[stem]["kind"] == kind
    assert widget.pack["ground"]["privacy"].startswith("We do not send or save this.")


@each
def test_nothing_that_a_browser_sends_is_taken(stem):
    widget = WIDGETS[stem][1]()
    before = widget.get_state()
    widget.set_state({"pack": {stem: "MARKER"}, "trouble": {"sentence": "MARKER"}, "words": "MARKER"})
    widget._handle_custom_msg({"words": "MARKER"}, [])
    assert widget.get_state() == before


@each
def test_its_front_end_knows_no_storage_and_no_way_to_send(stem):
    module = (places.built() / "widgets" / f"{stem}.js").read_text(encoding="utf-8")
    assert "beforeunload" in module, "this is the built module"
    assert re.findall(WAYS_OUT, module) == []
