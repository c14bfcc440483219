/**
 * Builds what browsers get, into widgets/alongside/_built/:
 *
 *   widgets/<stem>.js, <stem>.css    one ES module and one style sheet for each widget, whole, for JupyterLab
 *   widgets/<stem>.own.css           what the widget's styles add to those of our own pages
 *   page/<name>-<hash>.<ext>         the page's front end, its styles and fonts, each with .gz and .br beside it
 *   page/<room>-<hash>.js            the widgets of a room, for our own pages: what they share with the page is in its main script
 *   page/manifest.json               which file is which
 *
 * Run it from anywhere: `node widgets/alongside/page/build.mjs`. It reads node_modules at the root of the repository.
 * With `--weights` it prints what each script is made of.
 */
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { constants, brotliCompressSync, gzipSync } from "node:zlib";
import * as esbuild from "esbuild";
import { plugins } from "./bundling/plugins.mjs";
import { checkNames, fromMain, sharedParts } from "./bundling/shared.mjs";
import { buildRooms, buildWidgets, findWidgets } from "./bundling/widgets.mjs";

const PAGE = dirname(fileURLToPath(import.meta.url));
const PACKAGE = dirname(PAGE);
const ROOT = resolve(PACKAGE, "../..");
const OUT = join(PACKAGE, "_built");

/** What browsers have to understand: those of the last four years or so. */
const TARGET = ["chrome103", "edge103", "firefox104", "safari15.4"];

/** @type {import("esbuild").BuildOptions} */
const COMMON = {
  bundle: true, minify: true, target: TARGET, charset: "utf8", legalComments: "none", logLevel: "warning", absWorkingDir: ROOT,
  tsconfigRaw: { compilerOptions: { useDefineForClassFields: false, target: "es2022" } },
  nodePaths: [join(ROOT, "node_modules")], define: { "process.env.NODE_ENV": '"production"' },
};

/**
 * Makes the page's front end, its styles and the manifest that names the hashed files.
 *
 * @param {import("./bundling/widgets.mjs").Widget[]} widgets
 */
async function buildPage(widgets) {
  const out = join(OUT, "page");
  await rm(out, { recursive: true, force: true });
  const settings = {
    ...COMMON, outdir: out, metafile: true, entryNames: "[name]-[hash]", chunkNames: "part-[hash]", assetNames: "[name]-[hash]",
    format: /** @type {const} */ ("esm"), loader: { ".woff2": /** @type {const} */ ("file") },
  };
  // by itself, so that a page of words needs one file of script; it finds live.js by its address
  const main = await esbuild.build({ ...settings, entryPoints: ["main"], plugins: [await sharedParts(PAGE)] });
  const mainFile = entryOf(main.metafile.outputs, "main");
  await checkNames(PAGE, main.metafile.outputs[mainFile].exports, esbuild);
  const shared = fromMain(PAGE, fileOf(mainFile, out));
  const scripts = await esbuild.build({
    ...settings, splitting: true, plugins: [shared, ...plugins(ROOT, esbuild, COMMON)],
    entryPoints: ["live", "controls"].map((name) => join(PAGE, "front", `${name}.js`)),
  });
  const waiting = await esbuild.build({ ...settings, entryPoints: [join(PAGE, "front/waiting.js")] });
  const styles = await esbuild.build({ ...settings, entryPoints: [join(PAGE, "css/page.css")] });
  const early = await esbuild.build({ ...COMMON, entryPoints: [join(PAGE, "front/early.js")], format: "iife", write: false });
  const outputs = { ...scripts.metafile.outputs, ...main.metafile.outputs, ...waiting.metafile.outputs, ...styles.metafile.outputs };
  const rooms = await buildRooms(widgets, esbuild, settings, shared);
  await writeFile(join(out, "manifest.json"), JSON.stringify({ ...manifest(outputs, early.outputFiles[0].text, out), widgets: rooms }, null, 1));
  if (process.argv.includes("--weights")) console.log(await esbuild.analyzeMetafile(scripts.metafile));
  await compressAll(out);
}

/** @typedef {import("esbuild").Metafile["outputs"]} Outputs */

/**
 * @param {Outputs} outputs
 * @param {string} source  How the name of an entry's source ends.
 */
function entryOf(outputs, source) {
  return Object.keys(outputs).find((name) => outputs[name].entryPoint?.endsWith(source)) ?? "";
}

/**
 * @param {string} name  As esbuild names an output.
 * @param {string} folder
 */
function fileOf(name, folder) {
  return relative(folder, join(ROOT, name));
}

/**
 * Says which hashed file is which, and which to fetch before they are asked for.
 *
 * @param {Outputs} outputs
 * @param {string} early  The script that runs before the first paint; the page carries it inline.
 * @param {string} folder
 */
function manifest(outputs, early, folder) {
  const file = (/** @type {string} */ source) => fileOf(entryOf(outputs, source), folder);
  const needs = (/** @type {string} */ source) => {
    const seen = new Set([entryOf(outputs, source)]);
    for (const name of seen) {
      for (const one of outputs[name].imports) if (one.kind === "import-statement" && !one.external) seen.add(one.path);
    }
    return [...seen].map((name) => fileOf(name, folder));
  };
  const font = (/** @type {string} */ part) =>
    fileOf(Object.keys(outputs).find((name) => name.endsWith(".woff2") && name.includes(part)) ?? "", folder);
  return {
    main: file("main"), live: file("front/live.js"), live_needs: needs("front/live.js").slice(1), css: file("css/page.css"),
    waiting: file("front/waiting.js"), fonts: [font("-latin-400-"), font("-latin-700-")], early,
  };
}

/**
 * Puts a .gz and a .br beside each text file, so that the server only hands them out.
 *
 * @param {string} folder
 */
async function compressAll(folder) {
  for (const name of await readdir(folder)) {
    if (!/\.(js|css|svg|json)$/.test(name)) continue;
    const bytes = await readFile(join(folder, name));
    await writeFile(join(folder, `${name}.gz`), gzipSync(bytes, { level: 9 }));
    await writeFile(join(folder, `${name}.br`), brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
  }
}

const widgets = await findWidgets(PACKAGE);
await buildWidgets(widgets, join(OUT, "widgets"), esbuild, COMMON);
await buildPage(widgets);
