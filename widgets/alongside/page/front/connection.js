/**
 * A page's connection to one kernel: opened again when it is lost, and nothing that widgets send is lost with it.
 *
 * Jupyter's own kernel connection gives up after seven tries, waits half a minute between two of them, and forgets what was on
 * its way. Here it sees a wire that never closes; what has not been answered is sent again when the wire is back. The
 * kernel drops what it has had before, by its signature.
 */
import { KernelConnection } from "@jupyterlab/services/lib/kernel/default";
import { createMessage } from "@jupyterlab/services/lib/kernel/messages";
import { lookAt, settingsWith } from "./server.js";
import { Wire } from "./wire.js";

/** Pauses before each next try, milliseconds; the last one goes on, four times as long after two minutes. */
const PAUSES = [0, 500, 1000, 2000, 3000, 4000];
const CALMER_AFTER = 120_000;
/** How long a question may go unanswered before the wire is looked at, and a kernel's sign of life, milliseconds. */
const SILENCE = 3000;
const SIGN_OF_LIFE = 2500;
/** The server's way of saying that there is no such kernel any longer. */
const KERNEL_GONE = 4404;

/** @typedef {"connected" | "lost" | "away" | "gone"} State  `away` is lost with no server that answers */

export class Connection {
  /** Messages of widgets that the kernel has not answered, by their ids. @type {Map<string, any>} */
  unanswered = new Map();
  wire = /** @type {Wire} */ (/** @type {unknown} */ (null));
  isGone = false;
  isSuspended = false;
  isLooking = false;
  attempt = 0;
  lostAt = 0;
  silences = 0;
  timer = 0;
  silence = 0;
  kernelSession = "";
  heard = 0;

  /**
   * @param {{id: string, name: string}} model
   * @param {(state: State) => void} tell  Told of every change.
   */
  constructor(model, tell) {
    this.tell = tell;
    const connection = this;
    /** @this {unknown} */
    function Socket(/** @type {string} */ url, /** @type {string[]} */ protocols) {
      connection.wire = new Wire(url, protocols, {
        opened: (isFirst) => connection.opened(isFirst), closed: (code) => connection.closed(code),
      });
      return connection.wire;
    }
    this.kernel = new KernelConnection({
      model, serverSettings: settingsWith(/** @type {any} */ (Socket)), handleComms: true,
    });
    // the server refuses what subshells need, and every comm would wait for them for ever
    this.kernel.commsOverSubshells = /** @type {any} */ ("disabled");
    // it would open another wire when it hears of a restart, after which nothing here has anything behind it
    this.kernel.reconnect = () => Promise.resolve();
    this.kernel.anyMessage.connect((_, { msg, direction }) => (direction === "send" ? this.sent(msg) : this.received(msg)));
    this.kernel.statusChanged.connect((_, now) => {
      if (["autorestarting", "restarting", "dead", "terminating"].includes(now)) this.end();
    });
  }

  /** @param {boolean} isFirst */
  async opened(isFirst) {
    this.attempt = 0;
    if (!isFirst) await this.settle();
    if (!this.wire.isOpen || this.isGone) return;
    this.lostAt = 0;
    this.tell("connected");
  }

  /** @param {number} code */
  closed(code) {
    if (this.isGone || this.isSuspended) return;
    if (code === KERNEL_GONE) return this.end();
    if (!this.lostAt) {
      this.lostAt = Date.now();
      this.tell("lost");
    }
    this.tryLater();
  }

  tryLater() {
    const isLong = Date.now() - this.lostAt > CALMER_AFTER;
    const pause = (PAUSES[this.attempt] ?? PAUSES[PAUSES.length - 1]) * (isLong ? 4 : 1);
    this.attempt += 1;
    clearTimeout(this.timer);
    // forty pages that have lost the same server do not come back in the same moment
    this.timer = setTimeout(() => this.tryNow(), pause * (0.75 + Math.random() / 2));
  }

  /** Looks whether the kernel lives, and opens the wire anew if it does. */
  async tryNow() {
    if (this.isGone || this.isSuspended || this.isLooking || this.wire.isOpen) return;
    clearTimeout(this.timer);
    this.isLooking = true;
    const found = await lookAt(this.kernel.id);
    this.isLooking = false;
    if (this.isGone || this.isSuspended || this.wire.isOpen) return;
    if (found === "gone") return this.end();
    if (found === "away") {
      this.tell("away");
      return this.tryLater();
    }
    this.wire.open();
  }

  /** Something has happened to the device or its network, or an answer is late: see whether the wire still holds. */
  async check() {
    if (this.isGone || this.isSuspended) return;
    if (!this.wire.isOpen) {
      this.attempt = 0;
      // a first opening that is under way waits for its kernel to start
      return this.lostAt || this.wire.hasOpened ? this.tryNow() : undefined;
    }
    const { heard } = this;
    const began = Date.now();
    const found = await lookAt(this.kernel.id);
    if (this.isGone || this.isSuspended || !this.wire.isOpen) return;
    if (found === "gone") return this.end();
    if (found === "away") return this.wire.closed(0);
    // a kernel that works, or has never said anything yet, may take its time
    if (found === "busy" || heard === 0) return;
    this.kernel.requestKernelInfo().catch(() => undefined);
    // and so may a server that has forty pages to send
    await later(SIGN_OF_LIFE + 4 * (Date.now() - began));
    if (this.heard === heard && this.wire.isOpen && !this.isGone && !this.isSuspended) this.wire.open();
  }

  /** The wire is back: find out what the kernel has not had, and send that again in its order. */
  async settle() {
    await this.kernelAnswers();
    if (!this.wire.isOpen) return;
    const again = [...this.unanswered.values()];
    this.wire.passes = true;
    for (const message of again) this.wire.send(this.serialized(message));
    if (!again.length || !(await this.kernelAnswers())) return;
    // what is still unanswered had been heard the first time, and the answer to it was lost
    for (const message of again) if (this.unanswered.has(message.header.msg_id)) this.takeAsAnswered(message);
  }

  /** @returns {Promise<boolean>} whether the kernel has answered over the wire; a busy one takes longer than we wait */
  async kernelAnswers() {
    const { passes } = this.wire;
    this.wire.passes = true;
    const told = this.kernel.requestKernelInfo().then(Boolean, () => false);
    this.wire.passes = passes;
    return Promise.race([told, later(SILENCE).then(() => false)]);
  }

  /** @param {any} message */
  takeAsAnswered(message) {
    const idle = createMessage({
      msgType: "status", channel: "iopub", session: this.kernelSession, content: { execution_state: "idle" },
      parentHeader: message.header,
    });
    this.wire.onmessage?.({ data: this.serialized(idle) });
  }

  /** @param {any} message */
  serialized(message) {
    return this.kernel.serverSettings.serializer.serialize(message, this.wire.protocol);
  }

  /** @param {any} message */
  sent(message) {
    if (!message.header.msg_type.startsWith("comm_")) return;
    this.unanswered.set(message.header.msg_id, message);
    this.listen();
  }

  /** @param {any} message */
  received(message) {
    this.heard += 1;
    this.kernelSession = message.header.session;
    if (message.header.msg_type !== "status" || message.content.execution_state !== "idle") return;
    if (!this.unanswered.delete(message.parent_header.msg_id)) return;
    this.silences = 0;
    clearTimeout(this.silence);
    this.silence = 0;
    if (this.unanswered.size) this.listen();
  }

  /** Looks at the wire when an answer is late, and less and less often when it stays away. */
  listen() {
    if (this.silence) return;
    const wait = SILENCE * 2 ** Math.min(this.silences, 4);
    this.silence = setTimeout(() => {
      this.silence = 0;
      this.silences += 1;
      if (!this.unanswered.size) return;
      if (this.wire.isOpen) this.check();
      this.listen();
    }, wait);
  }

  /** The kernel is gone for good. */
  end() {
    if (this.isGone) return;
    this.stop();
    this.tell("gone");
  }

  /** The page is put aside, and may come back. */
  suspend() {
    this.isSuspended = true;
    clearTimeout(this.timer);
    this.wire.letGo();
  }

  /** The page is back. */
  resume() {
    if (!this.isSuspended) return;
    this.isSuspended = false;
    this.attempt = 0;
    this.lostAt = this.lostAt || Date.now();
    this.tryNow();
  }

  /** Nothing more is tried. */
  stop() {
    this.isGone = true;
    clearTimeout(this.timer);
    clearTimeout(this.silence);
    this.wire.letGo();
  }

  /** Lets go of everything that hangs on this connection. */
  dispose() {
    this.stop();
    this.unanswered.clear();
    this.kernel.dispose();
  }
}

/** @param {number} pause */
function later(pause) {
  return new Promise((resolve) => setTimeout(resolve, pause));
}
