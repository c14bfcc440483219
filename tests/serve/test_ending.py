"""How the server stops, with kernels that are none."""

import asyncio
import signal
from types import SimpleNamespace

import pytest
from tornado import web

from alongside.serve import ending as module
from alongside.serve.ending import Ending
from tests.loops import run_apart


class Kernel:
    """A kernel that ends when it is asked to, or only when it is killed."""

    def __init__(self, *, is_stubborn=False) -> None:
        self.is_stubborn = is_stubborn
        self.has_kernel = True
        self.provisioner = SimpleNamespace(kill=self.kill)

    async def kill(self):
        self.has_kernel = False


class Manager(dict):
    _pending_kernels = ()

    def list_kernel_ids(self):
        return list(self)

    def get_kernel(self, kernel_id):
        return self[kernel_id]

    async def shutdown_kernel(self, kernel_id, *, now):
        assert now
        if self[kernel_id].is_stubborn:
            await asyncio.Event().wait()
        self[kernel_id].has_kernel = False


class Caretaker:
    def __init__(self) -> None:
        self.has_told = False

    async def tell_all(self, _seconds):
        self.has_told = True


def end(test, *kernels):
    """Let a test end these kernels; give them, and whether their pages were told."""
    caretaker, manager = Caretaker(), Manager(enumerate(kernels))

    async def inside():
        ending = Ending()
        await asyncio.wait_for(test(ending, ending.tell_and_end(caretaker, manager)), 10)

    run_apart(inside())
    assert caretaker.has_told
    assert not any(kernel.has_kernel for kernel in kernels)


def test_pages_are_told_and_kernels_end():
    async def test(ending, telling):
        await telling

    end(test, Kernel(), Kernel())


def test_a_kernel_that_does_not_end_is_killed(monkeypatch, caplog):
    monkeypatch.setattr(module, "SECONDS_TO_END", 0.01)

    async def test(ending, telling):
        await telling

    end(test, Kernel(), Kernel(is_stubborn=True))
    assert "TimeoutError" in caplog.text


def test_asked_a_second_time_it_hurries(monkeypatch):
    monkeypatch.setattr(module, "SECONDS_TO_END", 60)

    async def test(ending, telling):
        stopping = asyncio.create_task(telling)
        ending.ask()
        await ending.is_wanted.wait()
        assert not stopping.done()
        ending.ask()
        await stopping

    end(test, Kernel(is_stubborn=True))


def test_a_kernel_s_trouble_keeps_no_other_alive(caplog):
    class Broken(Kernel):
        @property
        def is_stubborn(self):
            raise RuntimeError

        @is_stubborn.setter
        def is_stubborn(self, _):
            pass

    async def test(ending, telling):
        await telling

    end(test, Broken(), Kernel())
    assert "RuntimeError" in caplog.text


def test_a_kernel_that_has_ended_already_is_no_trouble(caplog):
    class Gone(Kernel):
        @property
        def is_stubborn(self):
            self.has_kernel = False
            raise web.HTTPError(404)

        @is_stubborn.setter
        def is_stubborn(self, _):
            pass

    async def test(ending, telling):
        await telling

    end(test, Gone())
    assert not caplog.text


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="Windows has no SIGHUP")
@pytest.mark.parametrize("is_ignored", [True, False])
def test_a_server_that_is_to_outlive_its_terminal_does(monkeypatch, is_ignored):
    taken = []
    monkeypatch.setattr(module.signal, "getsignal", lambda _: signal.SIG_IGN if is_ignored else signal.SIG_DFL)
    monkeypatch.setattr(module.signal, "signal", lambda number, _: taken.append(number))

    async def listen():
        Ending().listen()

    run_apart(listen())
    assert signal.SIGINT in taken
    assert (signal.SIGHUP in taken) is not is_ignored
