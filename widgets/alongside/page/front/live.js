/** The living part of a page: its kernel, its widgets, and what is true of their connection. */
import "./older_browsers.js";
import { KernelConnection } from "@jupyterlab/services/lib/kernel/default";
import { ServerConnection } from "@jupyterlab/services/lib/serverconnection";
import { showTrouble } from "../js/errors.js";
import { Manager } from "./manager.js";

/** The suite's own address: a workbook is at voila/render/<name>.ipynb below it. */
const ROOT = new URL("../../", location.href);

export class Live {
  /**
   * @param {{id: string, name: string}} kernel  The page's own kernel.
   * @param {import("./status.js").Status} status
   */
  constructor(kernel, status) {
    this.status = status;
    this.hasConnected = false;
    this.hasEnded = false;
    const serverSettings = ServerConnection.makeSettings({
      baseUrl: ROOT.href, wsUrl: ROOT.href.replace(/^http/, "ws"), appendToken: false, token: "",
    });
    this.kernel = new KernelConnection({ model: kernel, serverSettings, handleComms: true });
    // the server refuses what subshells need, and every comm would wait for them for ever
    this.kernel.commsOverSubshells = /** @type {any} */ ("disabled");
    this.manager = new Manager(/** @type {any} */ (this.kernel));
    /** @type {Promise<void>} */
    this.connected = new Promise((resolve) => {
      this.isConnected = resolve;
    });
    this.kernel.connectionStatusChanged.connect((_, now) => this.connection(now));
    this.kernel.statusChanged.connect((_, now) => this.kernelStatus(now));
    this.kernel.iopubMessage.connect((_, message) => this.heard(message));
    this.watch();
  }

  /**
   * Shows the widgets of a cell that has run.
   *
   * @param {string[]} states  The state of their models, as JSON.
   * @param {Element[]} places  Where they go; `data-model` names the model.
   */
  async show(states, places) {
    for (const state of states) await this.manager.restore(state, !this.hasConnected);
    const shown = places.map((place) =>
      this.manager.show(place.getAttribute("data-model") ?? "", place).catch((error) => showTrouble(place, error)));
    await Promise.all(shown);
  }

  /** @param {string} now  connecting, connected or disconnected */
  connection(now) {
    if (now === "connected") {
      this.hasConnected = true;
      this.isConnected?.();
      this.status.change({ lost: false });
    } else if (now === "disconnected" && !this.isLeaving) this.end();
    else if (this.hasConnected && !this.hasEnded) {
      this.status.change({ lost: true });
      this.lookWhetherItLives();
    }
  }

  /** @param {string} now */
  kernelStatus(now) {
    // a kernel that starts again is empty: the page's widgets have nothing behind them
    if (["autorestarting", "dead", "terminating"].includes(now) && this.hasConnected) this.end();
  }

  /** @param {any} message */
  heard(message) {
    // the server has taken the words out; what is left is that something failed
    if (message.header.msg_type === "error") document.dispatchEvent(new CustomEvent("alongside:trouble", { detail: {} }));
  }

  /** Asks the server about the kernel: the connection itself would try for minutes to reach one that is gone. */
  async lookWhetherItLives() {
    try {
      const answer = await fetch(new URL(`api/kernels/${this.kernel.id}`, ROOT), { cache: "no-store" });
      if (answer.status === 404) this.end();
    } catch {
      // no network: the connection goes on trying
    }
  }

  /** The kernel is gone for good. */
  end() {
    if (this.hasEnded || this.isLeaving) return;
    this.hasEnded = true;
    this.manager.disconnect();
    this.status.change({ lost: false, ended: true });
  }

  /** Lets the kernel go with the page, and comes back quickly when the network does. */
  watch() {
    window.addEventListener("pagehide", () => {
      this.isLeaving = true;
      const form = new FormData();
      form.append("_xsrf", document.cookie.match(/(?:^|; )alongside-page=([^;]*)/)?.[1] ?? "");
      navigator.sendBeacon(new URL(`voila/api/shutdown/${this.kernel.id}`, ROOT), form);
    });
    const again = () => {
      if (this.hasEnded || this.kernel.connectionStatus === "connected" || !this.hasConnected) return;
      this.lookWhetherItLives();
      this.kernel.reconnect().catch(() => undefined);
    };
    window.addEventListener("online", again);
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && again());
  }
}
