"""Workbooks that show everybody the same: their cells run once, and no reader costs a kernel.

A workbook says so in its metadata: ``{"alongside": {"shared": true}}``. It may show words and pictures, but no widget.
"""

import asyncio
from pathlib import Path
from typing import Any

import nbformat

from alongside.serve.kernels import start_kernel, stop_kernel
from alongside.serve.quiet import log
from alongside.serve.runner import Ran, Runner
from alongside.serve.workbooks import is_shared

Edition = tuple[str, int]


class SharedRuns:
    """Runs each edition of a shared workbook once, and remembers what its cells showed.

    Parameters
    ----------
    manager : MappingKernelManager
    folder : Path
        Of the workbooks.
    """

    def __init__(self, manager: Any, folder: Path) -> None:
        self._manager = manager
        self._folder = folder
        self._runs: dict[Edition, asyncio.Task[list[Ran]]] = {}

    def known(self, path: str) -> list[Ran] | None:
        """Give what the cells showed, or None while that is not known."""
        run = self._runs.get(self._edition(path))
        is_whole = run and run.done() and not run.cancelled() and run.exception() is None
        return run.result() if run and is_whole else None

    async def ran(self, path: str, notebook: nbformat.NotebookNode) -> list[Ran]:
        """Give what the cells show, and run them if nobody has begun to."""
        edition = self._edition(path)
        before = self._runs.get(edition)
        if before is None or (before.done() and (before.cancelled() or before.exception())):
            self._runs[edition] = asyncio.create_task(self._run(edition, notebook))
        # a reader who leaves does not stop it for the others
        return await asyncio.shield(self._runs[edition])

    async def run_all(self) -> None:
        """Run every shared workbook, so that its first reader waits for nothing."""
        for path in sorted(self._folder.glob("*.ipynb")):
            notebook = nbformat.read(path, as_version=4)
            if is_shared(notebook):
                await self.ran(path.name, notebook)

    async def _run(self, edition: Edition, notebook: nbformat.NotebookNode) -> list[Ran]:
        kernel_id = await start_kernel(self._manager, notebook.metadata.get("kernelspec", {}).get("name", "python3"))
        runner = Runner(notebook, self._manager.get_kernel(kernel_id))
        try:
            await runner.connect()
            ran = [one async for one in runner.run_cells()]
        finally:
            runner.disconnect()
            await stop_kernel(self._manager, kernel_id)
        if not all(one.is_whole and not one.state for one in ran):
            log.error("%s is 'shared', but fails or shows a widget: its cells run again for each reader.", edition[0])
            del self._runs[edition]
        return ran

    def _edition(self, path: str) -> Edition:
        return path, (self._folder / path).stat().st_mtime_ns
