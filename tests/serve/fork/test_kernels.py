"""A forked kernel is as good as a spawned one."""

import os
import socket
from pathlib import Path

import pytest
from processes import files_of, is_alive, listening_of, own_memory_of
from servers import wait_until

from alongside.serve.fork.client import Warmed

pytestmark = pytest.mark.slow

MOST_MEMORY = 16  # MiB; a spawned kernel takes 35
FIVE_CHANNELS_AND_SUBPROCESSES = 6  # sockets that a kernel listens on


def test_it_leads_a_session_and_a_process_group_of_its_own(kernel):
    assert kernel.value("__import__('os').getsid(0), __import__('os').getpgrp()") == (kernel.pid, kernel.pid)


def test_it_has_the_environment_that_was_asked_for_and_no_other(fork_kernel, monkeypatch):
    monkeypatch.setenv("ONLY_THE_SERVER_S", "1")
    asked = {name: value for name, value in os.environ.items() if name != "ONLY_THE_SERVER_S"} | {"ONLY_THIS_KERNEL_S": "2"}
    seen = fork_kernel(env=asked).value("dict(__import__('os').environ)")
    ipython_s = {"TERM", "CLICOLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "PAGER", "GIT_PAGER", "MPLBACKEND", "JPY_PARENT_PID"}
    assert {name: seen[name] for name in seen.keys() - ipython_s} == {name: asked[name] for name in asked.keys() - ipython_s}


def test_it_works_in_its_own_folder(fork_kernel, tmp_path):
    (tmp_path / "beside_the_notebook.py").write_text("answer = 42")
    kernel = fork_kernel(cwd=str(tmp_path))
    assert kernel.value("__import__('os').getcwd()") == str(tmp_path)
    assert kernel.value("__import__('beside_the_notebook').answer") == 42


def test_a_folder_that_does_not_exist_is_an_error_at_once(fork_kernel, tmp_path):
    with pytest.raises(FileNotFoundError):
        fork_kernel(cwd=str(tmp_path / "nowhere"))


def test_no_file_or_socket_is_inherited(fork_kernel, warmed):
    first = fork_kernel()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.set_inheritable(True)
        second = fork_kernel()
        lifeline = {file for file in files_of(second.pid) & files_of(warmed.pid) if file.startswith("pipe:")}
        assert len(lifeline) == 1
        for other in (first.pid, warmed.pid, os.getpid()):
            assert files_of(other), "there is something to inherit"
            assert files_of(second.pid) & files_of(other) - {"anon_inode:[eventfd]", "anon_inode:[eventpoll]"} <= lifeline
    assert len(listening_of(second.pid)) == FIVE_CHANNELS_AND_SUBPROCESSES


def test_no_two_kernels_draw_the_same_numbers(fork_kernel):
    draw = "import random, uuid; print([random.random(), str(uuid.uuid4()), str(uuid.uuid1()), get_ipython().kernel.ident])"
    first, second = fork_kernel().value(draw), fork_kernel().value(draw)
    assert not set(first) & set(second)


def test_numpy_draws_other_numbers_too(start_kernel, provisioner, monkeypatch, tmp_path):
    (tmp_path / "numpy").mkdir()
    (tmp_path / "numpy" / "__init__.py").touch()
    (tmp_path / "numpy" / "random.py").write_text(
        "import os\nstate = b''\ndef seed():\n    global state\n    state = os.urandom(8)"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path), prepend=os.pathsep)
    warmed = Warmed(["numpy.random"])
    monkeypatch.setattr(provisioner, "warmed", warmed)
    first, second = (start_kernel().value("print(__import__('numpy.random').random.state)") for _ in range(2))
    assert first != second
    warmed.close()


def test_it_can_be_interrupted(kernel):
    question = kernel.client.execute("print('begun', flush=True)\nwhile True: pass", store_history=False)
    while kernel.client.get_iopub_msg(timeout=20)["msg_type"] != "stream":
        pass
    kernel.manager.interrupt_kernel()
    assert kernel.hear(question) == "KeyboardInterrupt"
    assert kernel.value("1") == 1


def test_it_can_be_restarted(kernel):
    kernel.ask("mine = 1")
    file, first = kernel.manager.connection_file, kernel.pid
    kernel.manager.restart_kernel(now=True)
    kernel.wait_until_it_answers()
    assert kernel.ask("mine") == "NameError"
    assert kernel.manager.connection_file == file
    assert kernel.pid != first
    assert not is_alive(first)


def test_it_shuts_down_when_it_is_asked_to(kernel, tmp_path):
    process, file = kernel.process, kernel.manager.connection_file
    kernel.ask(f"import atexit, pathlib; atexit.register(pathlib.Path({str(tmp_path / 'tidy')!r}).touch)")
    kernel.manager.shutdown_kernel()
    assert (tmp_path / "tidy").exists()
    assert process.returncode == 0
    assert not Path(file).exists()


def test_what_it_starts_ends_with_it(kernel):
    child = kernel.value("__import__('subprocess').Popen(['sleep', '60']).pid")
    assert is_alive(child)
    kernel.manager.shutdown_kernel(now=True)
    wait_until(lambda: not is_alive(child), "the process that the kernel started has ended")


def test_code_that_takes_too_much_memory_fails_and_the_kernel_goes_on(fork_kernel):
    kernel = fork_kernel({"memory_limit": 100})
    assert kernel.value("len(bytearray(50 * 1024 * 1024))") == 50 * 1024 * 1024
    assert kernel.ask("bytearray(150 * 1024 * 1024)") == "MemoryError"
    assert kernel.value("1") == 1


def test_it_shares_most_of_its_memory_even_after_it_has_collected_garbage(kernel):
    assert own_memory_of(kernel.pid) < MOST_MEMORY
    kernel.ask("import gc; gc.collect()")
    assert own_memory_of(kernel.pid) < MOST_MEMORY


def test_it_yields_to_the_server(fork_kernel):
    assert fork_kernel({"niceness": 5}).value("__import__('os').nice(0)") == os.nice(0) + 5


def test_it_keeps_no_history(kernel):
    kernel.hear(kernel.client.execute("'private words'", store_history=True))
    kernel.client.history(hist_access_type="tail", n=10)
    while (reply := kernel.client.get_shell_msg(timeout=20))["msg_type"] != "history_reply":
        pass
    assert "private words" not in str(reply["content"])


def test_what_its_process_prints_goes_where_the_server_says(fork_kernel, tmp_path):
    with (tmp_path / "errors").open("wb") as errors:
        fork_kernel(stderr=errors).ask("get_ipython().kernel.log.error('spoken')")
    assert "spoken" in (tmp_path / "errors").read_text()
