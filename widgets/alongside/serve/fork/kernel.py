"""IPython's kernel with its start cut in two: what is the same for every kernel is done once, before the fork."""

from __future__ import annotations

import atexit
import os
import sys
import uuid
from typing import Any

from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelapp import IPKernelApp
from IPython.core.application import BaseIPythonApplication
from traitlets import Type

from alongside.serve.fork.orders import HISTORY_OFF


class ForkedKernel(IPythonKernel):
    """IPython's kernel, made with its shell before the fork; `instance` then fits it with what is the process's own."""

    @classmethod
    def instance(cls, *args: Any, **own: Any) -> Any:
        """Give the kernel that was prepared.

        Parameters
        ----------
        **own
            Its traits: streams, sockets, threads.
        """
        if not cls.initialized():
            return super().instance(*args, **own)
        kernel = super().instance()
        for name, value in own.items():
            setattr(kernel, name, value)
        kernel.fit()
        return kernel

    def fit(self) -> None:
        """Set anew what `IPythonKernel.__init__` and its shell's took from the process in which they were called."""
        self.ident = str(uuid.uuid4())
        self._stdout, self._stderr = sys.stdout, sys.stderr
        shell: Any = self.shell
        for publisher in (shell.displayhook, shell.display_pub):
            publisher.session, publisher.pub_socket = self.session, self.iopub_socket
        shell.displayhook.topic = self._topic("execute_result")
        if name := os.environ.get("JPY_SESSION_NAME"):
            shell.user_ns["__session__"] = name
        shell.init_instance_attrs()
        shell.init_environment()
        shell.init_pushd_popd_magic()
        shell.save_sys_module_state()
        # last in, first out: a shell tidies up while the sockets are open
        atexit.unregister(shell.atexit_operations)
        atexit.register(shell.atexit_operations)


class ForkedKernelApp(IPKernelApp):
    """The application around it. Its steps are those of `IPKernelApp.initialize`, in their order."""

    kernel_class = Type(ForkedKernel)

    def prepare(self) -> None:
        """Do what is the same for every kernel: no thread starts, and nothing stays open."""
        BaseIPythonApplication.initialize(self, HISTORY_OFF)
        self.init_pdb()
        kernel = self.kernel_class.instance(parent=self, log=self.log, profile_dir=self.profile_dir, user_ns=self.user_ns)
        self.shell = kernel.shell
        self.init_path()
        self.init_extensions()

    def initialize(self, argv: Any = None) -> None:  # noqa: ARG002 – Jupyter's signature
        """Do what is each kernel's own; ``connection_file`` has been set."""
        self.init_connection_file()
        self.init_sockets()
        self.init_heartbeat()
        self.write_connection_file()
        self.log_connection_info()
        self.init_io()
        self.init_signal()
        self.init_kernel()
        self.init_shell()
        self.init_gui_pylab()
        self.init_code()
        sys.stdout.flush()
        sys.stderr.flush()

    def start(self) -> None:
        """Be a kernel until somebody asks for its end, and answer that."""
        super().start()
        # ipykernel may stop the thread that prints before the one that answers, which then waits ten seconds for it
        self.control_thread.stop()
        self.control_thread.join()
