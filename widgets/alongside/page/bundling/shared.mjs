/** What widgets share with the page and with one another: everything below page/js, as part of the page's main script. */
import { readdir } from "node:fs/promises";
import { join, resolve, sep } from "node:path";

/**
 * Makes the entry "main": the page's front end, with all that is below page/js for others to import from it.
 *
 * @param {string} page  The folder of the page.
 * @returns {Promise<import("esbuild").Plugin>}
 */
export async function sharedParts(page) {
  const lines = (await sharedFiles(page)).map((name) => `export * from "./${name.split(sep).join("/")}";`);
  const contents = ['import "./front/main.js";', ...lines].join("\n");
  return {
    name: "shared-parts",
    setup(build) {
      build.onResolve({ filter: /^main$/ }, () => ({ path: "main", namespace: "shared" }));
      build.onLoad({ filter: /.*/, namespace: "shared" }, () => ({ contents, resolveDir: page }));
    },
  };
}

/** @param {string} page */
async function sharedFiles(page) {
  const names = await readdir(join(page, "js"), { recursive: true });
  return names.filter((name) => name.endsWith(".js")).sort().map((name) => join("js", name));
}

/**
 * Sees that the main script has every name: where two things are called the same, a bundler leaves out both without a word.
 *
 * @param {string} page
 * @param {string[]} given  The names that the main script exports.
 * @param {typeof import("esbuild")} esbuild
 */
export async function checkNames(page, given, esbuild) {
  const entryPoints = (await sharedFiles(page)).map((name) => join(page, name));
  const { metafile } = await esbuild.build({ entryPoints, bundle: false, write: false, metafile: true, outdir: "names" });
  const wanted = Object.values(metafile.outputs).flatMap((one) => one.exports);
  const lost = wanted.filter((name) => !given.includes(name));
  if (lost.length) throw new Error(`Two things below page/js are called '${lost[0]}': give one of them another name.`);
}

/**
 * Takes whatever is below page/js from the main script, which a page has loaded by then.
 *
 * @param {string} page
 * @param {string} main  The main script's file.
 * @returns {import("esbuild").Plugin}
 */
export function fromMain(page, main) {
  const folder = join(page, "js") + sep;
  return {
    name: "from-main",
    setup(build) {
      build.onResolve({ filter: /^\.{1,2}\/.*\.js$/ }, ({ path, resolveDir }) =>
        resolve(resolveDir, path).startsWith(folder) ? { path: `./${main}`, external: true } : undefined);
    },
  };
}
