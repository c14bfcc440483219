"""Reads the password that a host may set for the whole server: typed in, from a file, or from the environment."""

import argparse
import getpass
import os
import sys

from alongside.serve.reach import CannotBeReached

VARIABLE = "ALONGSIDE_PASSWORD"
SHORTEST = 8  # letters


def password_of(words: argparse.Namespace) -> str:
    """Give the password; "" for none. The environment, which kernels get a copy of, holds it no longer.

    Parameters
    ----------
    words : argparse.Namespace
        ``password``: whether to ask for it at the terminal; ``password_file``: where its first line is the password.

    Raises
    ------
    CannotBeReached
        There is none where one is wanted, or it is too short.
    """
    found = os.environ.pop(VARIABLE, None)
    if words.password_file:
        try:
            found = words.password_file.read_text(encoding="utf-8").partition("\n")[0].rstrip("\r")
        except (OSError, UnicodeError):
            raise CannotBeReached(f"The password cannot be read from {words.password_file}: see --password-file.") from None
    elif words.password:
        found = _ask()
    if found is not None and len(found) < SHORTEST:
        raise CannotBeReached(f"The password is too short: take at least {SHORTEST} letters, or a few words.")
    return found or ""


def _ask() -> str:
    if not sys.stdin.isatty():
        raise CannotBeReached(f"There is no terminal to ask for the password: use --password-file, or {VARIABLE}.")
    typed = getpass.getpass("Password for readers: ")
    if getpass.getpass("The same again: ") != typed:
        raise CannotBeReached("The two passwords differ: start again.")
    return typed
