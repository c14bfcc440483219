"""The waiting page: shown while every place is taken. It says how many are ahead, and goes on by itself."""

from typing import Any

from jupyter_server.base.handlers import JupyterHandler
from tornado import web

from alongside.serve.browsers import browser_of
from alongside.serve.caretaker import Caretaker, Wait
from alongside.serve.pages import OurPages
from alongside.serve.workbooks import facts_of

KEPT_FOR_PAGE = 75  # seconds: a page without script asks every ten, one in the background once a minute
LATE = 6  # seconds that an answer may be late, on a bad network
SOON, SOON_HIDDEN, LATEST = 3, 45, 15


def again_in(ahead: int, *, is_hidden: bool) -> int:
    """Give the seconds after which a waiting page asks again: many that wait may not keep the server busy."""
    return SOON_HIDDEN if is_hidden else min(LATEST, SOON + ahead // 20)


def words_of(wait: Wait) -> str:
    """Say how long it takes, as far as that can be said."""
    if wait.has_too_many:
        return "This browser has as many workbooks open as it may. Close one of its tabs, and this page opens."
    if wait.ahead == 0:
        return "You are next."
    return "One person is ahead of you." if wait.ahead == 1 else f"{wait.ahead} people are ahead of you."


def waiting_page(handler: OurPages, name: str, wait: Wait) -> str:
    """Make the waiting page of a workbook.

    Parameters
    ----------
    handler : OurPages
        Who answers.
    name : str
        The workbook's file.
    wait : Wait
    """
    title = facts_of(handler.settings["alongside_workbooks"] / name).title
    about = {"ahead": wait.ahead, "words": words_of(wait), "has_too_many": wait.has_too_many}
    return handler.show("waiting.html.j2", base="../../", name=name, title=title, **about)


class Waiting(OurPages, JupyterHandler):
    """``/waiting/<name>.ipynb``: tells a waiting page whether its time has come."""

    SUPPORTED_METHODS = ("GET",)

    @web.authenticated
    def get(self, name: str) -> None:
        """Say how many are ahead, and when to ask again; ``is_ready`` if the page would be let in now."""
        path = self.settings["alongside_workbooks"] / name
        if not path.is_file() or not facts_of(path).needs_kernel:
            raise web.HTTPError(404)
        caretaker: Caretaker = self.settings["alongside_caretaker"]
        browser = browser_of(self)
        ahead = caretaker.tickets.ahead(caretaker.tickets.find(browser, name))
        again = again_in(ahead, is_hidden=self.get_argument("hidden", "") == "true")
        wait = caretaker.look(browser, name, 2 * again + LATE)
        answer: dict[str, Any] = {"is_ready": wait is None}
        if wait:
            answer |= {"ahead": wait.ahead, "words": words_of(wait), "again_in": again}
        self.finish(answer)
