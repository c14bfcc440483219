"""The widget of the workbook "My record": the page shows and keeps the record; this makes of it what a page cannot."""

from __future__ import annotations

from typing import Any

import traitlets

from alongside.calm import CalmWidget, log_calmly
from alongside.content import packs
from alongside.record.hints import INCOMPLETE


class MyRecord(CalmWidget):
    """Shows what is in a learner's record, opens files of it, and makes documents from it.

    Why: the browser has the record. It comes here as the bytes of one message, with what is asked for, and goes when the
    answer has gone: it is in no trait, which every view and every saved notebook would have.
    """

    stem = "my_record"

    #: Our own words: ``{titles: {tag: title}, incomplete: sentence}``. Nothing of the learner's.
    words = traitlets.Dict().tag(sync=True)

    def __init__(self) -> None:
        super().__init__(words={"titles": _titles(), "incomplete": INCOMPLETE})

    def __repr__(self) -> str:
        return "MyRecord()"

    def heard(self, content: Any, buffers: list[memoryview]) -> None:
        """Do what the page asks for, and answer with the number of the ask: ``{to, …}``, or ``{to, failed}``."""
        given = dict(content) if isinstance(content, dict) else {}
        number = given.pop("id", None)
        try:
            from alongside.my_record.door import answer  # noqa: PLC0415 – pydantic and lxml, where somebody asks for something

            done = answer(given, [bytes(one) for one in buffers])
        except Exception as error:  # noqa: BLE001 – whatever it is, the page says one sentence where it was asked
            log_calmly(error, f"MyRecord: answering '{_ask_of(given)}'")
            self.send({"to": number, "failed": True})
        else:
            self.send({"to": number, **done.content}, list(done.buffers))


def _titles() -> dict[str, str]:
    return {
        f"{pack['name']}/{one['id']}": f"{one['title']} ({pack['short']})"
        for pack in packs.read_standards()
        for one in pack["standards"]
        if one["checked"]
    }


_ASKS = frozenset({"open", "check", "make", "cpd", "form", "fill", "standards"})


def _ask_of(given: dict[str, Any]) -> str:
    """Name what was asked for in our own words: what a page sends may be anything."""
    asked = given.get("ask")
    return asked if isinstance(asked, str) and asked in _ASKS else "?"
