"""The scripts and styles of widgets, as the build left them: whole, or as our own pages have them.

A notebook in JupyterLab gets a widget's module and styles as text. Our own pages fetch the module once, from a file that the
browser keeps, and have most of the styles already; so their kernels hold, and send, only the file's name.
"""

from __future__ import annotations

import json
import os
from functools import cache

from alongside import places

OF_A_PAGE = "ALONGSIDE_PAGE"  # set in the environment of kernels behind our own pages
_SCHEME = "alongside:"  # read in page/front/modules.js


def module(stem: str) -> str:
    """Give a widget's module.

    Parameters
    ----------
    stem : str
        The widget's name among the built files.

    Returns
    -------
    str
        The text of an ES module; behind our own pages the file that has it and its name there:
        ``"alongside:identity-4F2A.js#flower"``.

    Raises
    ------
    FileNotFoundError
        It has not been built.
    """
    if os.environ.get(OF_A_PAGE):
        return _SCHEME + str(json.loads(_built("page/manifest.json"))["widgets"][stem])
    return _built(f"widgets/{stem}.js")


def styles(stem: str) -> str:
    """Give a widget's style sheet; behind our own pages without what every page has.

    Raises
    ------
    FileNotFoundError
        It has not been built.
    """
    return _built(f"widgets/{stem}.own.css" if os.environ.get(OF_A_PAGE) else f"widgets/{stem}.css")


@cache
def _built(name: str) -> str:
    file = places.built() / name
    if not file.is_file():
        raise FileNotFoundError(f"There is no {name} yet: run `python3 run.py install`.")
    return file.read_text(encoding="utf-8")
