"""What Jupyter does again for every kernel and we need once: a page in a burst pays for none of it."""

import json
from typing import Any

from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.session import DELIM
from jupyter_events import EventLogger
from jupyter_server._tz import utcnow
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager, ServerKernelManager
from traitlets import default

_HEADER, _CONTENT = 2, 5  # places after the delimiter; the signature is at 1
_events: list[EventLogger] = []


class KnownKernels(KernelSpecManager):
    """Looks once for the kernels that are installed: none is while the server runs."""

    _found: dict[str, Any] | None = None

    def get_all_specs(self) -> dict[str, Any]:
        """Give what is known of each kernel, by name."""
        if self._found is None:
            self._found = super().get_all_specs()
        return self._found


class LeanKernelManager(ServerKernelManager):
    """One kernel. Nobody listens to its events, so all kernels have one logger, whose schema is checked once."""

    @default("event_logger")
    def _default_event_logger(self) -> EventLogger:
        if not _events:
            _events.append(super()._default_event_logger())
        return _events[0]


class LeanKernels(AsyncMappingKernelManager):
    """All kernels. Of what one publishes, only whether it is busy is read; Jupyter would unpack each message whole."""

    def start_watching_activity(self, kernel_id: str) -> None:
        """Note whether a kernel is busy, from now on.

        Parameters
        ----------
        kernel_id : str
        """
        kernel = self._kernels[kernel_id]
        kernel.reason = ""
        kernel.last_activity = utcnow()
        kernel._activity_stream = kernel.connect_iopub()  # noqa: SLF001 – Jupyter closes it under this name

        def note(parts: list[bytes]) -> None:
            begin = parts.index(DELIM)
            self.last_kernel_activity = kernel.last_activity = utcnow()
            if b'"status"' in parts[begin + _HEADER]:
                kernel.execution_state = json.loads(parts[begin + _CONTENT])["execution_state"]

        kernel._activity_stream.on_recv(note)  # noqa: SLF001 – the same
