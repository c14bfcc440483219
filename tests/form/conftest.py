"""Forms without a browser: what they send there is nobody's business."""

import pytest

from alongside import built_widgets, places


@pytest.fixture(autouse=True)
def front_end(tmp_path, monkeypatch):
    """Models are tested before anything is built."""
    (tmp_path / "widgets").mkdir()
    for name in ("form.js", "form.css"):
        (tmp_path / "widgets" / name).write_text("")
    built_widgets._built.cache_clear()
    monkeypatch.setattr(places, "built", lambda: tmp_path)
    yield tmp_path
    built_widgets._built.cache_clear()
