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
 * Puts our own small modules, or a package's sources, in the place of packages of which a page needs little.
 *
 * @param {Record<string, string>} stubs  Package name to file.
 * @returns {import("esbuild").Plugin}
 */
function standIns(stubs) {
  return {
    name: "stand-ins",
    setup(build) {
      for (const [name, file] of Object.entries(stubs)) {
        build.onResolve({ filter: new RegExp(`^${name}$`) }, () => ({ path: file, sideEffects: false }));
      }
    },
  };
}

/**
 * A kernel connection asks the index of its package for two names, and the index would bring everything else.
 *
 * @param {string} file  What stands in the index's place.
 * @returns {import("esbuild").Plugin}
 */
function smallIndex(file) {
  return {
    name: "small-index",
    setup(build) {
      build.onResolve({ filter: /^\.\.$/ }, ({ importer }) =>
        /services[\\/]lib[\\/]kernel[\\/]/.test(importer) ? { path: file } : undefined);
    },
  };
}

/**
 * Lumino's sources, file by file, so that what no widget uses can be left out.
 *
 * @type {import("esbuild").Plugin}
 */
const luminoInParts = {
  name: "lumino-in-parts",
  setup(build) {
    const inside = /@lumino[\\/]widgets[\\/]src[\\/]/;
    build.onResolve({ filter: /^\.\/\w+$/ }, ({ importer, resolveDir, path }) =>
      inside.test(importer) ? { path: join(resolveDir, `${path}.ts`), sideEffects: false } : undefined);
  },
};

/**
 * A style sheet as a string, for what adds its styles only where they are used.
 *
 * @param {typeof import("esbuild")} esbuild
 * @param {import("esbuild").BuildOptions} settings
 * @returns {import("esbuild").Plugin}
 */
function stylesAsText(esbuild, settings) {
  return {
    name: "styles-as-text",
    setup(build) {
      build.onResolve({ filter: /\.css\?text$/ }, async ({ path, resolveDir }) => {
        const found = await build.resolve(path.replace(/\?text$/, ""), { resolveDir, kind: "import-statement" });
        return { path: found.path, namespace: "styles-as-text", errors: found.errors };
      });
      build.onLoad({ filter: /.*/, namespace: "styles-as-text" }, async ({ path }) => {
        const built = await esbuild.build({ ...settings, entryPoints: [path], write: false, loader: { ".svg": "dataurl" } });
        return { contents: built.outputFiles[0].text, loader: "text" };
      });
    },
  };
}

/**
 * @param {string} root  Root of the repository.
 * @param {typeof import("esbuild")} esbuild
 * @param {import("esbuild").BuildOptions} settings
 */
export function plugins(root, esbuild, settings) {
  const here = join(root, "widgets/alongside/page/bundling");
  return [
    anywidgetAsModule,
    luminoInParts,
    smallIndex(join(here, "services.js")),
    stylesAsText(esbuild, settings),
    standIns({
      "sanitize-html": join(here, "sanitize.js"),
      jquery: join(here, "jquery.js"),
      "@jupyterlab/coreutils": join(here, "coreutils.js"),
      "@lumino/widgets": join(root, "node_modules/@lumino/widgets/src/index.ts"),
      path: join(root, "node_modules/path-browserify/index.js"),
    }),
  ];
}
