"""What code sees in a forked kernel is what it sees in a spawned one."""

import ast
import subprocess
import sys

import pytest

#: A cell that looks around and shows what it has seen. Left out is what is meant to differ: the debugger and the thread
#: that watches the parent, which forked kernels have not.
LOOK = """
def look():
    import gc, ipywidgets, logging, os, resource, signal, sys, threading, warnings
    shell = get_ipython()
    name = lambda thing: getattr(thing, "__qualname__", None) or type(thing).__qualname__
    plain = lambda thing: repr(thing).split(" at 0x")[0]
    return repr({
        "arguments": [os.path.basename(sys.argv[0]), sys.argv[1], os.path.basename(sys.argv[2]).endswith(".json")],
        "path": sys.path,
        "flags": str(sys.flags),
        "main": [__name__, sys.modules["__main__"].__dict__ is globals(), shell.user_ns is globals(), shell.user_module.__name__],
        "names": sorted(globals()),
        "environment": {one: os.environ[one] for one in os.environ if not one.startswith("PYDEVD")},
        "folders": [os.getcwd(), shell.starting_dir, shell.home_dir, shell.profile_dir.location],
        "streams": [name(getattr(sys, one)) for one in "stdin stdout stderr __stdin__ __stdout__ __stderr__".split()],
        "encodings": [sys.__stdin__.encoding, sys.__stdout__.encoding, sys.__stderr__.encoding, sys.getfilesystemencoding()],
        "hooks": [name(hook) for hook in (sys.excepthook, sys.displayhook, sys.unraisablehook, threading.excepthook)],
        "signals": {int(one): plain(signal.getsignal(one)) for one in signal.valid_signals()},
        "blocked": [int(one) for one in signal.pthread_sigmask(signal.SIG_BLOCK, [])],
        "umask": [os.umask(0o22), os.umask(0o22)],
        "yields": os.nice(0),
        "leads": [os.getpid() == os.getsid(0), os.getpid() == os.getpgrp()],
        "limits": [resource.getrlimit(getattr(resource, one)) for one in sorted(dir(resource)) if one.startswith("RLIMIT_")],
        "collects": [gc.isenabled(), gc.get_threshold(), gc.get_debug()],
        "threads": sorted(thread.name for thread in threading.enumerate() if not thread.name.startswith("Thread-")),
        "warnings": [str(one) for one in warnings.filters],
        "recursion": sys.getrecursionlimit(),
        "magics": {kind: sorted(known) for kind, known in shell.magics_manager.magics.items()},
        "extensions": sorted(shell.extension_manager.loaded),
        "settings": {one: plain(shell._trait_values.get(one)) for one in sorted(shell.trait_names(config=True))},
        "history": [shell.history_manager.enabled, str(shell.history_manager.hist_file)],
        "parents": [shell.parent is shell.kernel, shell.kernel.shell is shell, shell.kernel.parent.shell is shell],
        "publishers": [one.pub_socket is shell.kernel.iopub_socket and one.session is shell.kernel.session
            for one in (shell.displayhook, shell.display_pub)],
        "answers": sorted(shell.kernel.shell_handlers) + sorted(shell.kernel.control_handlers),
        "comms": sorted(shell.kernel.comm_manager.targets),
        "compiler": name(shell.compile),
        "logs": [name(handler) for logger in ("", "tornado") for handler in logging.getLogger(logger).handlers],
        "levels": [logging.root.level, shell.kernel.log.level, len(shell.kernel.log.handlers)],
    })
look()
"""


@pytest.mark.slow
def test_twins_see_the_same(fork_kernel, provisioner, monkeypatch, tmp_path):
    forked = fork_kernel(cwd=str(tmp_path))
    monkeypatch.setattr(provisioner, "warmed", None)
    spawned = fork_kernel(cwd=str(tmp_path))
    assert type(forked.process) is not type(spawned.process)
    theirs, ours = (ast.literal_eval(ast.literal_eval(kernel.ask(LOOK))) for kernel in (spawned, forked))
    assert len(theirs["signals"]) > 30, "it has looked"
    assert ours == theirs


@pytest.mark.slow
def test_nothing_is_imported_after_the_fork(kernel):
    script = "import sys; from alongside.serve.fork.warm import warm; warm([]); print(*sys.modules)"
    warm = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    assert "ipykernel.kernelapp" in warm
    assert set(kernel.value("sorted(__import__('sys').modules)")) - set(warm) == set()
