/** Makes models and views of widgets out of what the page and the kernel say. */
import * as base from "@jupyter-widgets/base";
import { ManagerBase } from "@jupyter-widgets/base-manager";
import { Widget as LuminoWidget } from "@lumino/widgets";
import makeAnywidget from "anywidget";
import { withOurModules } from "./modules.js";
import { askStates, putBuffers, takeOver } from "./refresh.js";

const CONTROLS = ["@jupyter-widgets/controls"];
const OUTPUT = "@jupyter-widgets/output";
const anywidget = withOurModules(makeAnywidget(base));

/** @typedef {import("@jupyterlab/services").Kernel.IKernelConnection} Kernel */

export class Manager extends ManagerBase {
  /** Every model that was begun. @type {Set<Promise<any>>} */
  begun = new Set();

  /** @param {Kernel} kernel */
  constructor(kernel) {
    super();
    this.kernel = kernel;
    kernel.registerCommTarget(this.comm_target_name, async (comm, message) => {
      await this.handle_comm_open(new base.shims.services.Comm(comm), message);
    });
  }

  /**
   * Makes models from state that stands in the page, and brings those up to date that are there already.
   *
   * @param {string} text  Widget state as JSON, in the format of @jupyter-widgets/schema.
   * @param {boolean} mayUpdate  Whether the page knows better than the kernel's connection.
   */
  async restore(text, mayUpdate) {
    const { state } = JSON.parse(text);
    const made = Object.entries(state).map(async ([id, saved]) => {
      const known = this.has_model(id);
      if (known && !mayUpdate) return;
      putBuffers(saved);
      if (!known) {
        const comm = new base.shims.services.Comm(this.kernel.createComm(this.comm_target_name, id));
        const { model_name, model_module, model_module_version } = saved;
        await this.new_model({ model_id: id, comm, model_name, model_module, model_module_version }, saved.state);
        return;
      }
      const model = await this.get_model(id);
      const Model = /** @type {typeof base.WidgetModel} */ (model.constructor);
      model.set_state(await Model._deserialize_state(saved.state, this));
    });
    await Promise.all(made);
  }

  /**
   * Shows a model in a place of the page.
   *
   * @param {string} id
   * @param {Element} place
   */
  async show(id, place) {
    if (!this.has_model(id)) await this._loadFromKernel();
    const view = await this.create_view(await this.get_model(id));
    const widget = /** @type {any} */ (view).luminoWidget ?? /** @type {any} */ (view).pWidget;
    attach(widget, place);
  }

  /**
   * @param {string} id
   * @param {Promise<any>} model
   */
  register_model(id, model) {
    this.begun.add(model);
    super.register_model(id, model);
  }

  /** @returns {Promise<any[]>} the models that could be made */
  async made() {
    const made = await Promise.allSettled(this.begun);
    return made.flatMap((one) => (one.status === "fulfilled" && !one.value._closed ? [one.value] : []));
  }

  /** Brings every model up to date with the kernel, after a time in which its words may have been lost. */
  async refresh() {
    const models = await this.made();
    const before = new Map(models.map((model) => [model.model_id, { ...model.attributes }]));
    const states = await askStates(this.kernel);
    for (const model of models) {
      const state = states[model.model_id];
      if (state) await takeOver(model, state, before.get(model.model_id), this);
    }
  }

  /** The kernel is gone: models keep what they are told, and send nothing. */
  async cut() {
    for (const model of await this.made()) {
      model.comm_live = false;
      delete model.comm;
    }
  }

  /** Ends every model and its views. */
  async close() {
    await this.cut();
    await Promise.all((await this.made()).map((model) => model.close(true)));
    this.begun.clear();
  }

  /**
   * @param {string} name
   * @param {string} module
   * @returns {Promise<any>}
   */
  async loadClass(name, module) {
    const found = (await this.moduleOf(module))[name];
    if (!found) throw new Error(`There is no ${name} in ${module}`);
    return found;
  }

  /**
   * @param {string} module
   * @returns {Promise<Record<string, any>>}
   */
  async moduleOf(module) {
    if (module === "@jupyter-widgets/base") return base;
    if (module === "anywidget") return anywidget;
    if (CONTROLS.includes(module)) return import("./controls.js");
    if (module === OUTPUT) return (await import("./output.js")).outputModule(base);
    throw new Error(`The page does not know widgets of ${module}`);
  }

  /**
   * @param {string} target
   * @param {string} id
   * @param {any} [data]
   * @param {any} [metadata]
   * @param {ArrayBuffer[]} [buffers]
   */
  async _create_comm(target, id, data, metadata, buffers) {
    const comm = this.kernel.createComm(target, id);
    if (data || metadata) comm.open(data, metadata, buffers);
    return new base.shims.services.Comm(comm);
  }

  async _get_comm_info() {
    const reply = await this.kernel.requestCommInfo({ target_name: this.comm_target_name });
    return reply.content.status === "ok" ? reply.content.comms : {};
  }
}

/**
 * @param {import("@lumino/widgets").Widget} widget
 * @param {Element} place
 */
function attach(widget, place) {
  LuminoWidget.attach(widget, /** @type {HTMLElement} */ (place));
}
