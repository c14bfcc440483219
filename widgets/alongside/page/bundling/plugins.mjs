/** esbuild plugins that fit the Jupyter packages into a small module bundle. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * anywidget comes as an AMD module (`define([base], factory)`): hand its factory out as an ES module's default.
 *
 * @type {import("esbuild").Plugin}
 */
const anywidgetAsModule = {
  name: "anywidget-as-module",
  setup(build) {
    build.onLoad({ filter: /node_modules[\\/]anywidget[\\/]dist[\\/]index\.js$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      const call = /define\(\["@jupyter-widgets\/base"\], (\w+)\);\s*$/;
      if (!call.test(source)) throw new Error("anywidget's bundle no longer ends in define([...], factory): look at it again.");
      return { contents: source.replace(call, "export default $1;"), loader: "js" };
    });
  },
};

/**
 * Puts our own small modules in the place of packages that a page does not need.
 *
 * @param {Record<string, string>} stubs  Package name to file.
 * @returns {import("esbuild").Plugin}
 */
function standIns(stubs) {
  return {
    name: "stand-ins",
    setup(build) {
      for (const [name, file] of Object.entries(stubs)) {
        build.onResolve({ filter: new RegExp(`^${name}$`) }, () => ({ path: file }));
      }
    },
  };
}

/**
 * @param {string} root  Root of the repository.
 */
export function plugins(root) {
  const page = join(root, "widgets/alongside/page");
  return [
    anywidgetAsModule,
    standIns({
      "sanitize-html": join(page, "bundling/sanitize.js"),
      path: join(root, "node_modules/path-browserify/index.js"),
    }),
  ];
}
