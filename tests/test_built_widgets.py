"""Where widgets get their scripts and styles from."""

import json

import pytest

from alongside import built_widgets, places


@pytest.fixture
def built(tmp_path, monkeypatch):
    (tmp_path / "widgets").mkdir()
    (tmp_path / "page").mkdir()
    for name, text in {"flower.js": "whole", "flower.css": "all styles", "flower.own.css": "its own"}.items():
        (tmp_path / "widgets" / name).write_text(text)
    (tmp_path / "page/manifest.json").write_text(json.dumps({"widgets": {"flower": "identity-4F2A.js#flower"}}))
    monkeypatch.setattr(places, "built", lambda: tmp_path)
    built_widgets._built.cache_clear()
    yield
    built_widgets._built.cache_clear()


def test_in_a_notebook_elsewhere_a_widget_has_all_that_it_needs(built, monkeypatch):
    monkeypatch.delenv("ALONGSIDE_PAGE", raising=False)
    assert built_widgets.module("flower") == "whole"
    assert built_widgets.styles("flower") == "all styles"


def test_behind_our_own_pages_it_names_a_file_and_adds_only_its_own_styles(built, monkeypatch):
    monkeypatch.setenv("ALONGSIDE_PAGE", "1")
    assert built_widgets.module("flower") == "alongside:identity-4F2A.js#flower"
    assert built_widgets.styles("flower") == "its own"


def test_what_is_not_built_is_one_sentence(built):
    with pytest.raises(FileNotFoundError, match=r"There is no widgets/wheel\.js yet: run `python3 run\.py install`\."):
        built_widgets.module("wheel")
