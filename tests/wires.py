"""The wire between a page and its kernel, as a test sees it from the page; and a kernel that dies."""

from faults.world import kernel_process, kill
from playwright.sync_api import Page

#: Before anything else of a page: notes to which kernel each wire goes, and waits for the last to be open.
WIRES = """
  window.wires = [];
  window.WebSocket = class extends WebSocket {
    constructor(address, ...more) {
      super(address, ...more);
      window.wires.push(address.match(/kernels\\/([^/]*)/)[1]);
      window.lastWire = new Promise((open) => this.addEventListener("open", open));
    }
  };
"""


def kernel_of(page: Page) -> str:
    """The kernel to which the page's wire last went."""
    return page.evaluate("window.wires.at(-1)")


def kill_kernel(page: Page) -> None:
    """End the kernel that the page has reached, as a machine does that has no memory left.

    One that dies before it was reached is replaced without a word.
    """
    page.wait_for_function("window.lastWire")
    page.evaluate("async () => { await window.lastWire; }")
    kill(kernel_process(kernel_of(page)))
