/** What a page asks the server for, besides the wire. */
import { ServerConnection } from "@jupyterlab/services/lib/serverconnection";

/** The suite's own address: a workbook is at voila/render/<name>.ipynb below it. */
export const ROOT = new URL("../../", location.href);

/** How long the server may take to answer, milliseconds. */
const PATIENCE = { kernel: 4000, page: 90_000 };

/**
 * Tells whether a kernel lives.
 *
 * @param {string} id
 * @returns {Promise<"idle" | "busy" | "gone" | "away">} `busy` where it is only starting too, `away` where no server answers
 */
export async function lookAt(id) {
  try {
    const answer = await ask(new URL(`api/kernels/${id}`, ROOT), PATIENCE.kernel, async (given) =>
      ({ status: given.status, kernel: given.ok ? await given.json() : {} }));
    if (answer.status === 404) return "gone";
    if (answer.status !== 200) return "away";
    return answer.kernel.execution_state === "idle" ? "idle" : "busy";
  } catch {
    return "away";
  }
}

/**
 * Fetches this page anew.
 *
 * @returns {Promise<{status: number, text: string}>}
 * @throws where no server answers
 */
export function fetchPage() {
  return ask(new URL(location.href), PATIENCE.page, async (given) => ({ status: given.status, text: await given.text() }));
}

/** @param {string} id */
export function sayGoodbye(id) {
  const form = new FormData();
  form.append("_xsrf", document.cookie.match(/(?:^|; )alongside-page=([^;]*)/)?.[1] ?? "");
  navigator.sendBeacon(new URL(`voila/api/shutdown/${id}`, ROOT), form);
}

/** @param {typeof WebSocket} socket  What stands in a websocket's place. */
export function settingsWith(socket) {
  return ServerConnection.makeSettings({
    baseUrl: ROOT.href, wsUrl: ROOT.href.replace(/^http/, "ws"), appendToken: false, token: "", WebSocket: socket,
  });
}

/**
 * @template T
 * @param {URL} address
 * @param {number} patience
 * @param {(answer: Response) => Promise<T>} read
 * @returns {Promise<T>}
 */
async function ask(address, patience, read) {
  const ending = new AbortController();
  const timer = setTimeout(() => ending.abort(), patience);
  try {
    return await read(await fetch(address, { cache: "no-store", signal: ending.signal }));
  } finally {
    clearTimeout(timer);
  }
}
