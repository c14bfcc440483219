/** A browser with tabs for tests of the keeper: what they share, and what each has of its own, in one Node process. */

import "fake-indexeddb/auto";
import { AsyncLocalStorage, AsyncResource } from "node:async_hooks";
import { IDBFactory, IDBObjectStore } from "fake-indexeddb";
import { openDB } from "idb";
import { Storage } from "./storage.js";
import { PageKeeper } from "../../widgets/alongside/page/front/keeper/page_keeper.js";

/** In which tab the code that runs now runs. @type {AsyncLocalStorage<Page>} */
const here = new AsyncLocalStorage();
const STORE = "alongside/";
let browsers = 0;

export class Browser {
  local = new Storage();
  factory = new IDBFactory();
  number = (browsers += 1);
  hasIndexedDB = true;
  hasChannel = true;
  /** It cannot hand keys from tab to tab. */
  keepsKeys = false;
  /** @type {Set<Channel>} */
  channels = new Set();
  /** Of the device's storage: "" while there is room, else how it refuses. @type {"" | "at once" | "in the end"} */
  isFull = "";
  /** How many rows were put into the device's storage. */
  saves = 0;
  /** @type {Page[]} */
  pages = [];

  /**
   * Open a tab, or load one again that has this storage of its own.
   *
   * @param {{session?: Storage, hears?: boolean, path?: string, isShared?: boolean}} [given]
   */
  open(given) {
    const page = new Page(this, given);
    this.pages.push(page);
    page.begin();
    return page;
  }

  /** @param {Parameters<Browser["open"]>[0]} [given] */
  async ready(given) {
    const page = this.open(given);
    await page.keeper.ready;
    return page;
  }

  /** @returns {Promise<{name: string, stores: Record<string, any[][]>}>} all that IndexedDB has */
  async stored() {
    const db = await here.run(this.pages[0], () => openDB(STORE));
    const stores = {};
    for (const store of db.objectStoreNames) stores[store] = [await db.getAllKeys(store), await db.getAll(store)];
    db.close();
    return stores;
  }

  /** All that lies on the device as letters, in each way in which bytes could hold them. */
  async letters() {
    const seen = (value) => {
      if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
        const bytes = Buffer.from(value instanceof ArrayBuffer ? value : value.buffer);
        return [bytes.toString("latin1"), bytes.toString("utf16le"), bytes.toString("base64")].join(" ");
      }
      if (value === null || typeof value !== "object" || value instanceof Date) return String(value);
      return Object.entries(value).map(([key, part]) => `${key} ${seen(part)}`).join(" ");
    };
    return seen(await this.stored()) + seen(Object.fromEntries(this.local.items));
  }

  /**
   * Put something else into a row's place, under its revision.
   *
   * @param {string} key
   */
  async spoil(key) {
    const db = await here.run(this.pages[0], () => openDB(STORE));
    const row = await db.get("rows", key);
    await here.run(this.pages[0], () => db.put("rows", { ...row, value: "spoilt" }));
    db.close();
  }

  /** The browser throws the storage of this address away. */
  async evict() {
    this.local.items.clear();
    await here.run(this.pages[0], () => new Promise((resolve, reject) => {
      const asked = indexedDB.deleteDatabase(STORE);
      asked.onsuccess = resolve;
      asked.onerror = reject;
    }));
  }

  close() {
    for (const page of this.pages) page.close();
  }
}

export class Page {
  /** What the page said on its document. @type {string[]} */
  said = [];
  /** How often it was loaded again. */
  loadedAgain = 0;
  visibility = "visible";
  events = new EventTarget();

  constructor(browser, { session = new Storage(), hears = true, path = "/voila/render/reflections.ipynb", isShared = false } = {}) {
    Object.assign(this, { browser, session, hears, isShared });
    const page = this;
    this.document = {
      getElementById: () => null,
      get visibilityState() {
        return page.visibility;
      },
      addEventListener: (name, listener) => this.events.addEventListener(name, listener),
      dispatchEvent: (event) => this.said.push(event.type),
      body: { replaceChildren: () => {} },
    };
    this.location = { pathname: path, search: "", replace: () => (this.loadedAgain += 1) };
  }

  begin() {
    this.real = here.run(this, () => new PageKeeper("/", this.isShared));
    /** The keeper, used from within this tab. @type {PageKeeper} */
    this.keeper = new Proxy(this.real, {
      get: (keeper, part) => here.run(this, () => {
        const value = Reflect.get(keeper, part, keeper);
        return typeof value === "function" ? (...words) => here.run(this, () => value.apply(keeper, words)) : value;
      }),
    });
  }

  /** The tab is left, or what it shows goes. */
  hide() {
    this.visibility = "hidden";
    this.fire("visibilitychange");
    this.fire("pagehide");
  }

  show() {
    this.visibility = "visible";
    this.fire("visibilitychange");
  }

  fire(name, parts = {}) {
    here.run(this, () => this.events.dispatchEvent(Object.assign(new Event(name), parts)));
  }

  /** Everything asked for is done. */
  async rest() {
    await until(() => !this.real.isSaving && !(this.real.dirty.size && this.real.isOnDevice && !this.real.trouble));
    await this.real.turn;
  }

  close() {
    for (const channel of this.browser.channels) if (channel.page === this) this.browser.channels.delete(channel);
    clearTimeout(this.real?.later);
  }

  /** The words of this tab's own storage. */
  letters() {
    return [...this.session.items].flat().join(" ");
  }
}

/** Node's own channel carries keys to one listener only, so this one stands for the browser's. */
class Channel {
  constructor(name) {
    const page = here.getStore();
    if (!page.browser.hasChannel) throw new ReferenceError("BroadcastChannel is not defined");
    Object.assign(this, { name, page });
    if (page.hears) page.browser.channels.add(this);
  }
  postMessage({ keys, ...message }) {
    if (keys && this.page.browser.keepsKeys) throw new DOMException("keys", "DataCloneError");
    const data = { ...structuredClone(message), ...(keys === undefined ? {} : { keys }) };
    if (!this.page.hears) return;
    for (const other of this.page.browser.channels) if (other !== this && other.name === this.name) setImmediate(() => other.hear?.({ data }));
  }
  set onmessage(listener) {
    this.hear = AsyncResource.bind(listener);
  }
}

/**
 * Wait until something holds; the others' work goes on meanwhile.
 *
 * @param {() => unknown} holds
 */
export async function until(holds) {
  const end = Date.now() + 20_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`Never: ${holds}`);
    await new Promise(setImmediate);
  }
}

const globals = {
  sessionStorage: (page) => page.session,
  localStorage: (page) => page.browser.local,
  document: (page) => page.document,
  window: (page) => page.events,
  location: (page) => page.location,
  navigator: () => ({}),
  BroadcastChannel: () => Channel,
};
for (const [name, pick] of Object.entries(globals)) {
  Object.defineProperty(globalThis, name, { configurable: true, get: () => pick(here.getStore()) });
}
Object.defineProperty(globalThis, "indexedDB", {
  configurable: true,
  get() {
    const { browser } = here.getStore();
    if (!browser.hasIndexedDB) throw new ReferenceError("indexedDB is not defined");
    return browser.factory;
  },
});

const put = IDBObjectStore.prototype.put;
IDBObjectStore.prototype.put = function (...words) {
  const { browser } = here.getStore();
  const full = browser.isFull;
  browser.saves += 1;
  if (full === "at once") throw new DOMException("full", "QuotaExceededError");
  const asked = put.apply(this, words);
  if (full === "in the end") this.transaction.abort();
  return asked;
};

// a passphrase's work is tested with sealing; here it would only take time
const deriveBits = crypto.subtle.deriveBits.bind(crypto.subtle);
crypto.subtle.deriveBits = (how, ...words) => deriveBits({ ...how, iterations: 10 }, ...words);
