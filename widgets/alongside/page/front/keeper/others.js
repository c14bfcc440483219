/** The other tabs at this address, by the browser's BroadcastChannel. */

/** @typedef {import("../../js/record/sealing.js").Keys} Keys */
/** @typedef {{is: "changed" | "chosen" | "forgotten" | "keys?" | "keys", names?: string[], id?: string, keys?: Keys | null}} Message */

/** How long another tab may take to hand over the keys, milliseconds. */
const PATIENCE = 300;

export class Others {
  /** @type {BroadcastChannel | null} */
  channel = null;
  /** @type {((message: Message) => void) | null} */
  waits = null;

  /**
   * @param {string} name
   * @param {(message: Message) => void} hear
   */
  constructor(name, hear) {
    try {
      this.channel = new BroadcastChannel(name);
    } catch {
      return; // a browser without it has tabs that do not know of one another
    }
    this.channel.onmessage = ({ data }) => {
      if (data?.is === "keys") this.waits?.(data);
      else hear(data);
    };
  }

  /** @param {Message} message */
  tell(message) {
    try {
      this.channel?.postMessage(message);
    } catch {
      // a browser that cannot hand keys on asks for the passphrase in each tab
      this.channel?.postMessage({ ...message, keys: null });
    }
  }

  /**
   * A tab in which the passphrase was given hands its keys on; they cannot be read out of it.
   *
   * @param {string} id  of the choice that they open
   * @returns {Promise<Keys | null>}
   */
  askForKeys(id) {
    if (!this.channel) return Promise.resolve(null);
    return new Promise((resolve) => {
      const end = (/** @type {Keys | null} */ keys) => {
        clearTimeout(timer);
        this.waits = null;
        resolve(keys);
      };
      const timer = setTimeout(end, PATIENCE, null);
      this.waits = (message) => message.id === id && end(message.keys ?? null);
      this.tell({ is: "keys?", id });
    });
  }
}
