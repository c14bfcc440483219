"""What the widgets of the assessor and the NQSW share: a pack, and documents of what was written with it."""

from __future__ import annotations

from typing import Any, ClassVar

import traitlets

from alongside.calm import CalmWidget, log_calmly
from alongside.content import packs


class Written(CalmWidget):
    """Shows a pack; what is written with it is kept by the page, as entries of the record.

    Why: the browser has the record. An entry comes here as the bytes of one message, is made into a document, and goes when
    the answer has gone: it is in no trait, which every view and every saved notebook would have.

    Attributes
    ----------
    pack_name : str
        The pack of ``data/alliance`` that it shows where none is named, such as ``"two_hats"``.
    """

    pack_name: ClassVar[str]

    #: The compiled pack, as the page shows it.
    pack = traitlets.Dict().tag(sync=True)

    def __init__(self, pack: str | None = None, **traits: Any) -> None:
        super().__init__(pack=packs.read_alliance(pack or self.pack_name), **traits)

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"

    def heard(self, content: Any, buffers: list[memoryview]) -> None:
        """Check or make what a page asks for, and answer with the number of the ask: ``{to, …}``, or ``{to, failed}``."""
        given = dict(content) if isinstance(content, dict) else {}
        number = given.pop("id", None)
        try:
            from alongside.alliance.making import check, make  # noqa: PLC0415 – pydantic, where somebody asks for a document

            if given.get("ask") == "check":
                return self.send({"to": number} | check(given, bytes(buffers[0])))
            made = make(given, bytes(buffers[0]), dict(self.pack))
        except Exception as error:  # noqa: BLE001 – whatever it is, the page says one sentence where it was asked
            log_calmly(error, f"{type(self).__name__}: making a document")
            self.send({"to": number, "failed": True})
        else:
            self.send({"to": number, "name": made.name, "type": made.type}, [made.content])


class Helped(Written):
    """Shows who can help as well, with those whom the host has named."""

    #: The pack ``who_can_help``, and ``contacts``: those whom the host has named in ``local.yaml``.
    who_can_help = traitlets.Dict().tag(sync=True)

    def __init__(self, pack: str | None = None) -> None:
        who = packs.read_alliance("who_can_help") | {"contacts": packs.local().get("contacts", [])}
        super().__init__(pack, who_can_help=who)
