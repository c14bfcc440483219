/**
 * A websocket that can be opened again: to Jupyter's kernel connection it looks like one that never closes.
 *
 * It only carries. When to open it again, and what was lost meanwhile, is `Connection`'s business.
 */

/** How long an opening may take, milliseconds: the first has to wait until the kernel has started, among forty others. */
const PATIENCE = { first: 90_000, later: 10_000 };

export class Wire {
  /** @type {BinaryType} */
  binaryType = "arraybuffer";
  protocol = "";
  /** What is sent goes out; else it is dropped, and `Connection` sends it again. */
  passes = true;
  isOpen = false;
  /** @type {((event: any) => void) | null} of the kernel connection; it hears of the first opening and of no closing */
  onopen = null;
  /** @type {((event: any) => void) | null} */
  onmessage = null;
  /** @type {unknown} */
  onclose = null;
  /** @type {unknown} */
  onerror = null;

  /**
   * @param {string} url
   * @param {string[]} protocols
   * @param {{opened: (isFirst: boolean) => void, closed: (code: number) => void}} tell
   */
  constructor(url, protocols, tell) {
    this.url = url;
    this.protocols = protocols;
    this.tell = tell;
    this.hasOpened = false;
    /** @type {WebSocket | null} */
    this.socket = null;
    this.timer = 0;
    this.open();
  }

  /** Opens it anew; one that is open, or is being opened, is let go. */
  open() {
    this.letGo();
    const socket = new WebSocket(this.url, this.protocols);
    this.socket = socket;
    socket.binaryType = this.binaryType;
    socket.onopen = (event) => this.opened(socket, event);
    socket.onmessage = (event) => this.onmessage?.(event);
    socket.onclose = ({ code }) => this.closed(code);
    this.timer = setTimeout(() => this.closed(0), this.hasOpened ? PATIENCE.later : PATIENCE.first);
  }

  /**
   * @param {WebSocket} socket
   * @param {Event} event
   */
  opened(socket, event) {
    clearTimeout(this.timer);
    const isFirst = !this.hasOpened;
    this.isOpen = true;
    this.hasOpened = true;
    this.protocol = socket.protocol;
    this.passes = isFirst;
    if (isFirst) this.onopen?.(event);
    this.tell.opened(isFirst);
  }

  /** @param {number} code  0 where nothing was heard of it */
  closed(code) {
    this.letGo();
    this.tell.closed(code);
  }

  /** Lets go of the socket, without a word. */
  letGo() {
    clearTimeout(this.timer);
    this.isOpen = false;
    this.passes = false;
    const socket = this.socket;
    this.socket = null;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }

  /** @param {any} frame */
  send(frame) {
    if (this.passes && this.isOpen) this.socket?.send(frame);
  }

  /** Closes it for good: the kernel connection has been disposed. */
  close() {
    this.letGo();
  }
}
