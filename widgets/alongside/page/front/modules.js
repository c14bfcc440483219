/** Where a widget's module is: in its model, as text, or in a file of ours, which browsers keep. */

/** As alongside/built_widgets.py names it: a file among the page's own, and a name there. */
const OURS = /^alongside:([\w-]+\.js)#(\w+)$/;
const IN_STATES = /"alongside:([\w-]+\.js)#/g;

/** @param {string} file  One of the page's own. */
function addressOf(file) {
  return new URL(`static/${file}`, new URL(document.documentElement.dataset.root ?? ".", location.href)).href;
}

/**
 * Has the browser fetch the modules of widgets while the page is not yet able to show them.
 *
 * @param {string} states  The state of their models, as JSON.
 */
export function fetchAhead(states) {
  for (const file of new Set([...states.matchAll(IN_STATES)].map(([, name]) => name))) {
    document.head.append(Object.assign(document.createElement("link"), { rel: "modulepreload", href: addressOf(file) }));
  }
}

/**
 * Gives anywidget a module for what stands in a model.
 *
 * @param {string} module
 * @returns {string} the text of a module
 */
function moduleText(module) {
  const [, file, name] = OURS.exec(module) ?? [];
  if (!file) return module;
  return `export { ${name} as default } from ${JSON.stringify(addressOf(file))};`;
}

/**
 * anywidget's module, with models that take ours from where they are.
 *
 * @param {{AnyModel: any, AnyView: any}} anywidget
 */
export function withOurModules(anywidget) {
  class AnyModel extends anywidget.AnyModel {
    /**
     * @param {Record<string, any>} state
     * @param {any} manager
     */
    static _deserialize_state(state, manager) {
      const { _esm: module, ...rest } = state;
      return super._deserialize_state(module === undefined ? rest : { ...rest, _esm: moduleText(module) }, manager);
    }
  }
  return { ...anywidget, AnyModel };
}
