"""How the server may be reached: by which names, through which proxies, in whose frames, and by https."""

import argparse
import ipaddress
import re
import ssl
from dataclasses import dataclass, field
from pathlib import Path

from alongside.serve.headers import may_frame

LOOPBACK = {"127.0.0.1", "localhost", "::1"}
Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class CannotBeReached(Exception):
    """What a host has asked for cannot be; the message says why in one sentence, and what to do."""


@dataclass
class Reach:
    """From where and by what the server is reached.

    Attributes
    ----------
    hosts : str
        Pattern for the names that a browser may call it by.
    proxies : list of Network
        Addresses that are believed when they say how a browser called it.
    framing : tuple of str
        Other sites whose pages may show ours in a frame.
    secure : SSLContext or None
        For https by ourselves.
    password : str
        That readers need; "" for none.
    """

    hosts: str = ".*"
    proxies: list[Network] = field(default_factory=list)
    framing: tuple[str, ...] = ()
    secure: ssl.SSLContext | None = None
    password: str = field(default="", repr=False)


def reach_of(words: argparse.Namespace) -> Reach:
    """Read what a host has asked for, before anything slow is done.

    Parameters
    ----------
    words : argparse.Namespace
        ``host``, ``allow_host``, ``trust_proxy``, ``frame_ancestors``, ``certfile`` and ``keyfile``.

    Raises
    ------
    CannotBeReached
        One of them cannot be used.
    """
    for site in words.frame_ancestors:
        if not may_frame(site):
            raise CannotBeReached(f"{site} is not a site: give --frame-ancestors one such as https://intranet.example.org.")
    if words.keyfile and not words.certfile:
        raise CannotBeReached("A key needs its certificate: give --certfile as well.")
    try:
        proxies = [ipaddress.ip_network(address, strict=False) for address in words.trust_proxy]
    except ValueError:
        raise CannotBeReached("--trust-proxy wants a proxy's own address, such as 127.0.0.1 or 10.0.0.0/8.") from None
    secure = secure_context(words.certfile, words.keyfile) if words.certfile else None
    return Reach(allowed_hosts(words.host, words.allow_host), proxies, tuple(words.frame_ancestors), secure)


def allowed_hosts(host: str, named: list[str]) -> str:
    """Give the pattern of the names that a browser may call the server by.

    A server for this machine only answers to this machine's names: else a page of somebody's could point its own name at
    this machine, and read what is meant for its user (DNS rebinding).

    Parameters
    ----------
    host : str
        The address that is listened on.
    named : list of str
        Names given with ``--allow-host``; ``*`` allows every name, for a server behind a proxy.
    """
    if "*" in named or (not named and host not in LOOPBACK):
        return ".*"
    return "(?:" + "|".join(re.escape(name) for name in [*sorted(LOOPBACK), "[::1]", *named]) + ")$"


def secure_context(certificate: Path, key: Path | None) -> ssl.SSLContext:
    """Read the certificate, with those that vouch for it, and its key.

    Parameters
    ----------
    certificate : Path
        PEM; the server's own first.
    key : Path or None
        PEM, without a passphrase; None where it stands in the certificate's file.

    Raises
    ------
    CannotBeReached
        One of them is not there or cannot be read, or they do not belong together; the message says which.
    """
    for path in (certificate, key):
        if path is not None and not path.is_file():
            raise CannotBeReached(f"There is no file {path}: give --certfile and --keyfile the files of your certificate.")
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    try:
        # the password is asked for only where the key has one, and nobody may be there to type it
        context.load_cert_chain(certificate, key, password=lambda: "")
    except PermissionError as problem:
        raise CannotBeReached(f"{problem.filename} may not be read by this user: give it to the user who serves.") from None
    except (ssl.SSLError, OSError, ValueError):
        raise CannotBeReached(
            f"{certificate} and {key or 'the key in it'} do not belong together, or are not PEM, or the key has a passphrase: "
            "give --certfile the chain and --keyfile its key."
        ) from None
    return context
