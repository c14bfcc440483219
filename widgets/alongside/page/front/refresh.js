/** The states of a kernel's widgets, as the page holds them or as the kernel gives them. */
import * as base from "@jupyter-widgets/base";

const TARGET = "jupyter.widget.control";
const VERSION = "1.0.0";
const PATIENCE = 4000; // milliseconds

/**
 * Puts the buffers of a saved state into their places.
 *
 * @param {any} saved  One model, in the format of @jupyter-widgets/schema.
 */
export function putBuffers(saved) {
  if (!saved.buffers?.length) return;
  const decoded = saved.buffers.map((/** @type {any} */ one) => {
    const bytes = Uint8Array.from(atob(one.data), (character) => character.charCodeAt(0));
    return new DataView(bytes.buffer);
  });
  base.put_buffers(saved.state, saved.buffers.map((/** @type {any} */ one) => one.path), decoded);
}

/**
 * Asks the kernel for the states of all its widgets.
 *
 * @param {import("@jupyterlab/services").Kernel.IKernelConnection} kernel
 * @returns {Promise<Record<string, any>>} by the ids of models; empty where no answer comes
 */
export async function askStates(kernel) {
  const comm = kernel.createComm(TARGET);
  const answer = new Promise((resolve) => {
    comm.onMsg = (message) => resolve(message);
    setTimeout(resolve, PATIENCE, null);
  });
  comm.open({}, { version: VERSION });
  comm.send({ method: "request_states" });
  const message = /** @type {any} */ (await answer);
  if (!kernel.isDisposed && !comm.isDisposed) comm.close();
  return message ? statesOf(message) : {};
}

/** @param {any} message */
function statesOf({ content, buffers = [] }) {
  const states = Object.fromEntries(Object.entries(content.data.states).map(([id, { state }]) => [id, state]));
  content.data.buffer_paths.forEach((/** @type {any[]} */ [id, ...path], /** @type {number} */ at) => {
    const bytes = buffers[at];
    base.put_buffers(states[id], [path], [bytes instanceof DataView ? bytes : new DataView(bytes.buffer ?? bytes)]);
  });
  return states;
}

/**
 * Takes a kernel's state into a model, but for what has changed on this page since the kernel was asked.
 *
 * @param {any} model
 * @param {any} state
 * @param {any} before  the model's attributes at the asking
 * @param {import("./manager.js").Manager} manager
 */
export async function takeOver(model, state, before, manager) {
  const given = await model.constructor._deserialize_state(state, manager);
  const isOurs = (/** @type {string} */ name) =>
    model.attributes[name] !== before?.[name] || name in (model._buffered_state_diff ?? {}) || name in (model._msg_buffer ?? {});
  model.set_state(Object.fromEntries(Object.entries(given).filter(([name]) => !isOurs(name))));
}
