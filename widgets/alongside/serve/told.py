"""What a page's own cells have caused: the page carries it, so its wire leaves it out."""

from datetime import datetime
from typing import Any


class Told:
    """Knows the messages that the cells of one page have caused until each cell had run.

    Why by the kernel's own clock: the page's wire hears the kernel on a socket of its own, at times long after the page
    was sent. A widget that is told a second time is made a second time, and answers then go to the one that nobody sees.

    Parameters
    ----------
    session : str
        In whose name the cells are run.
    """

    def __init__(self, session: str) -> None:
        self._session = session
        self._ended: dict[str, datetime] = {}

    def hear(self, message: dict[str, Any]) -> None:
        """Note when a cell has run: the kernel is idle again.

        Parameters
        ----------
        message : dict
            Caused by a cell; its dates are datetimes, as jupyter_client reads them.
        """
        if message["header"]["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
            self._ended[message["parent_header"]["msg_id"]] = message["header"]["date"]

    def covers(self, parent: dict[str, Any], at: datetime) -> bool:
        """Tell whether the page carries what a message says.

        Parameters
        ----------
        parent : dict
            The header of the message's cause.
        at : datetime
            When the kernel made the message. What a cell has set going, and speaks after it has run, is not covered.
        """
        if parent.get("session") != self._session:
            return False
        ended = self._ended.get(parent["msg_id"])
        return ended is None or at <= ended
