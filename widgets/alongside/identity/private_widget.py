"""Widgets whose model is JavaScript: Python hands over the words of their pack and hears nothing back."""

from __future__ import annotations

from typing import Any, ClassVar

import traitlets

from alongside.calm import CalmWidget
from alongside.content import packs


class PrivateWidget(CalmWidget):
    """Shows a page about who somebody is.

    Why: what people say about who they are stays in their browser's memory. This side has one trait, the packs, takes
    nothing from the browser, and never hears what is entered.

    Attributes
    ----------
    pack_name : str
        The pack of ``data/identity`` that it shows, such as ``"power_flower"``.
    """

    pack_name: ClassVar[str]
    from_browser = ()

    #: ``{stem: dict, "ground": dict}``: the widget's pack, and what holds for every page about who somebody is.
    pack = traitlets.Dict().tag(sync=True)

    def __init__(self, **traits: Any) -> None:
        words = {self.stem: packs.read_identity(self.pack_name), "ground": packs.read_identity("ground")}
        super().__init__(**({"pack": words} | traits))

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"
