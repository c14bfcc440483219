"""Where the suite's files are: the same answers in a checkout and in an installed wheel."""

import os
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent.parent


def in_checkout() -> bool:
    """Tell whether the package is used from its repository."""
    return (_CHECKOUT / "pyproject.toml").is_file() and (_CHECKOUT / "workbooks").is_dir()


def workbooks() -> Path:
    """Folder of the workbooks that people open."""
    return _CHECKOUT / "workbooks" if in_checkout() else _PACKAGE / "_workbooks"


def data() -> Path:
    """Folder of the content packs as their authors write them."""
    return _CHECKOUT / "data" if in_checkout() else _PACKAGE / "_data"


def built() -> Path:
    """Folder of what the build makes: widgets, the page's front end, compiled packs."""
    return _PACKAGE / "_built"


def packs() -> Path:
    """Folder of the compiled packs: ``ALONGSIDE_PACKS`` where the server has set it, else those that were built."""
    return Path(os.environ.get("ALONGSIDE_PACKS") or built() / "packs")


def template() -> Path:
    """Folder in which Voilà looks for its templates; ours is ``alongside`` in it."""
    return _PACKAGE / "page" / "templates"
