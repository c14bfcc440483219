"""What the host allows: how many kernels may live, and how long each is kept."""

import argparse
import os
from dataclasses import dataclass, field

from alongside.serve.fork.provisioner import ForkProvisioner
from alongside.serve.lives import Patience
from alongside.serve.memory import kernels_that_fit, memory_here


def processors() -> int:
    """Count those that we may use; at least two, since a start also waits."""
    ours = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return max(2, ours or 0)


@dataclass(frozen=True)
class Limits:
    """What one server allows.

    Attributes
    ----------
    kernels : int
        That live at a time.
    kernels_of_browser : int
        Of them, for one browser.
    starts : int
        Kernels that start at a time. With as many as there are processors, the last page of a burst of 40 is there as soon
        as with all at once (1.5 to 2 s on two processors), and half of the pages are there in half the time.
    """

    kernels: int
    kernels_of_browser: int = 12
    starts: int = field(default_factory=processors)
    patience: Patience = field(default_factory=Patience)


def limits_of(words: argparse.Namespace) -> Limits:
    """Read the limits from the command line; how many kernels, where it does not say, depends on the memory.

    Parameters
    ----------
    words : argparse.Namespace
        ``most_kernels`` (None for what fits), ``most_per_browser``, and the seconds of ``keep_closed``, ``keep_lost``,
        ``keep_unopened`` and ``keep_idle``.
    """
    fit = kernels_that_fit(memory_here(), are_forked=ForkProvisioner.warmed is not None)
    patience = Patience(words.keep_closed, words.keep_lost, words.keep_unopened, words.keep_idle)
    return Limits(words.most_kernels or fit, words.most_per_browser, patience=patience)
