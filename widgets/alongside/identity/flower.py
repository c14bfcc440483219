"""The Power Flower: a widget whose model is JavaScript. Python hands over the words of the pack and hears nothing back."""

from __future__ import annotations

from typing import Any

import traitlets

from alongside.calm import CalmWidget
from alongside.content import packs


class Flower(CalmWidget):
    """Shows the Power Flower.

    Why: what people say about who they are stays in their browser's memory. This side has one trait, the pack, takes
    nothing from the browser, and never hears what is entered.
    """

    stem = "flower"
    from_browser = ()

    #: ``{"flower": dict, "ground": dict}``: the packs ``power_flower`` and ``ground`` of ``data/identity``.
    pack = traitlets.Dict().tag(sync=True)

    def __init__(self, **traits: Any) -> None:
        words = {"flower": packs.read_identity("power_flower"), "ground": packs.read_identity("ground")}
        super().__init__(**({"pack": words} | traits))

    def __repr__(self) -> str:
        return "Flower()"
