"""Runs a workbook's cells for a page: each cell's output, and the state of its widgets, as soon as it has run."""

import json
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty
from typing import Any, cast

from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode

from alongside.serve.markup import STATE, output_html, trouble_html
from alongside.serve.quiet import log, where_in
from alongside.serve.told import Told

KERNEL_TIMEOUT = 60  # seconds


class KernelDoesNotAnswer(Exception):
    """A kernel was started, and died or kept silent."""


@dataclass
class Ran:
    """A cell that has run.

    Attributes
    ----------
    place : int
        The cell's place in the workbook, from 0.
    html : str
        What it shows.
    state : str
        The state of the widgets that are new or have changed since the last cell, as JSON that can stand in HTML; ""
        for none.
    is_whole : bool
        Whether it ran without an error.
    """

    place: int
    html: str
    state: str = ""
    is_whole: bool = True


class Runner(NotebookClient):
    """Runs cells one by one in a kernel that is being started.

    Parameters
    ----------
    notebook : NotebookNode
    manager : KernelManager
        Of the kernel.
    """

    def __init__(self, notebook: NotebookNode, manager: Any) -> None:
        super().__init__(notebook, km=manager, timeout=None, allow_errors=False, coalesce_streams=True)
        self._known: dict[str, str] = {}

    async def connect(self) -> Told:
        """Wait until the kernel answers.

        Returns
        -------
        Told
            Knows from now on what our cells have caused.
        """
        client = cast("Any", self.km).client()
        # the heartbeat has a thread, and ending it would hold up every other page until the thread's next beat
        client.start_channels(stdin=False, hb=False, control=False)
        self.kc = client
        client.allow_stdin = False
        await self._wait_for_answer(client)
        self._told = Told(client.session.session)
        return self._told

    def process_message(self, msg: dict[str, Any], cell: NotebookNode, cell_index: int) -> NotebookNode | None:
        """Take in what a cell has caused."""
        self._told.hear(msg)
        return super().process_message(msg, cell, cell_index)

    async def _wait_for_answer(self, client: Any) -> None:
        """Ask until the kernel answers, and until what it publishes reaches us too.

        jupyter_client's own ``wait_for_ready`` then waits 0.2 s more for silence, which nothing here needs.
        """
        until = time.monotonic() + KERNEL_TIMEOUT
        while time.monotonic() < until:
            client.kernel_info()
            with suppress(Empty):
                await client.get_shell_msg(timeout=1)
                await client.get_iopub_msg(timeout=0.2)
                return
            if not await cast("Any", self.km).is_alive():
                break
        raise KernelDoesNotAnswer

    async def run_cells(self) -> AsyncIterator[Ran]:
        """Run every code cell in its order; a cell that fails says so in its place, and the others run all the same."""
        for place, cell in enumerate(self.nb.cells):
            if cell.cell_type == "code" and cell.source.strip():
                yield await self._run(cell, place)

    async def _run(self, cell: NotebookNode, place: int) -> Ran:
        try:
            await self.async_execute_cell(cell, place, store_history=False)
        except CellExecutionError:
            for output in cell.outputs:
                if output.output_type == "error":
                    log.error("Cell %d of a workbook failed: %s", place, where_in(output.ename, output.traceback))
            return Ran(place, trouble_html(), self.changed_state(), is_whole=False)
        return Ran(place, "".join(output_html(output) for output in cell.outputs), self.changed_state())

    def changed_state(self) -> str:
        """Give the state of the widgets that are new or changed since it was last asked for."""
        changed = {}
        for model, state in self.widget_state.items():
            if "_model_name" not in state:
                continue
            whole: dict[str, Any] = self._serialize_widget_state(state)
            if buffers := self.widget_buffers.get(model):
                whole["buffers"] = list(buffers.values())
            told = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
            if self._known.get(model) != told:
                self._known[model] = changed[model] = told
        if not changed:
            return ""
        states = ",".join(f"{json.dumps(model)}:{told}" for model, told in changed.items())
        # inside <script>, only "</" and "<!--" could end or confuse it
        return f'{{"version_major":2,"version_minor":0,"state":{{{states}}}}}'.replace("<", "\\u003c")

    def disconnect(self) -> None:
        """Close our channels; the kernel and its widgets live on."""
        if self.kc is not None:
            self.kc.stop_channels()


def state_html(state: str) -> str:
    """Put the state of widgets into the page as data."""
    return f'<script type="{STATE}">{state}</script>' if state else ""
