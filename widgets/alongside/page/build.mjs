/**
 * Builds what browsers get, into widgets/alongside/_built/:
 *
 *   widgets/<stem>.js, <stem>.css    one ES module and one style sheet for each widget
 *   page/<name>-<hash>.<ext>         the page's front end, its styles and fonts, each with .gz and .br beside it
 *   page/manifest.json               which file is which
 *
 * Run it from anywhere: `node widgets/alongside/page/build.mjs`. It reads node_modules at the root of the repository.
 * With `--weights` it prints what each script is made of.
 */
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { constants, brotliCompressSync, gzipSync } from "node:zlib";
import * as esbuild from "esbuild";
import { plugins } from "./bundling/plugins.mjs";

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
 * Finds every widget: `<room>/<stem>.js` with a `<stem>.py` beside it.
 *
 * @returns {Promise<{stem: string, folder: string}[]>}
 */
async function findWidgets() {
  const rooms = (await readdir(PACKAGE, { withFileTypes: true })).filter((entry) => entry.isDirectory() && !/^[_.]/.test(entry.name));
  const found = [];
  for (const room of rooms) {
    const folder = join(PACKAGE, room.name);
    const names = new Set(await readdir(folder));
    for (const name of names) {
      const stem = name.replace(/\.js$/, "");
      if (name.endsWith(".js") && names.has(`${stem}.py`)) found.push({ stem, folder });
    }
  }
  const twice = found.find((one, at) => found.findIndex((other) => other.stem === one.stem) !== at);
  if (twice) throw new Error(`Two widgets are called '${twice.stem}': give one of them another name.`);
  return found.sort((a, b) => a.stem.localeCompare(b.stem));
}

/** Makes one module and one style sheet for each widget. */
async function buildWidgets() {
  const out = join(OUT, "widgets");
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  for (const { stem, folder } of await findWidgets()) {
    await esbuild.build({ ...COMMON, entryPoints: [join(folder, `${stem}.js`)], outfile: join(out, `${stem}.js`), format: "esm" });
    const css = join(folder, `${stem}.css`);
    if (existsSync(css)) await esbuild.build({ ...COMMON, entryPoints: [css], outfile: join(out, `${stem}.css`) });
    else await writeFile(join(out, `${stem}.css`), "");
  }
}

/** Makes the page's front end, its styles and the manifest that names the hashed files. */
async function buildPage() {
  const out = join(OUT, "page");
  await rm(out, { recursive: true, force: true });
  const settings = {
    ...COMMON, outdir: out, metafile: true, entryNames: "[name]-[hash]", chunkNames: "part-[hash]", assetNames: "[name]-[hash]",
    loader: { ".woff2": /** @type {const} */ ("file") },
  };
  const scripts = await esbuild.build({
    ...settings, format: "esm", splitting: true, plugins: plugins(ROOT, esbuild, COMMON),
    entryPoints: ["live", "controls"].map((name) => join(PAGE, "front", `${name}.js`)),
  });
  // by itself, so that a page of words needs one file of script; it finds live.js by its address
  const main = await esbuild.build({ ...settings, format: "esm", entryPoints: [join(PAGE, "front/main.js")] });
  const waiting = await esbuild.build({ ...settings, format: "esm", entryPoints: [join(PAGE, "front/waiting.js")] });
  const styles = await esbuild.build({ ...settings, entryPoints: [join(PAGE, "css/page.css")] });
  const early = await esbuild.build({ ...COMMON, entryPoints: [join(PAGE, "front/early.js")], format: "iife", write: false });
  const outputs = { ...scripts.metafile.outputs, ...main.metafile.outputs, ...waiting.metafile.outputs, ...styles.metafile.outputs };
  await writeFile(join(out, "manifest.json"), JSON.stringify(manifest(outputs, early.outputFiles[0].text, out), null, 1));
  if (process.argv.includes("--weights")) console.log(await esbuild.analyzeMetafile(scripts.metafile));
  await compressAll(out);
}

/**
 * Says which hashed file is which, and which to fetch before they are asked for.
 *
 * @param {import("esbuild").Metafile["outputs"]} outputs
 * @param {string} early  The script that runs before the first paint; the page carries it inline.
 * @param {string} folder
 */
function manifest(outputs, early, folder) {
  const names = Object.keys(outputs);
  const fileOf = (/** @type {string} */ name) => relative(folder, join(ROOT, name));
  const entry = (/** @type {string} */ source) => names.find((name) => outputs[name].entryPoint?.endsWith(source)) ?? "";
  const needs = (/** @type {string} */ source) => {
    const seen = new Set([entry(source)]);
    for (const name of seen) for (const one of outputs[name].imports) if (one.kind === "import-statement") seen.add(one.path);
    return [...seen].map(fileOf);
  };
  const font = (/** @type {string} */ part) => fileOf(names.find((name) => name.endsWith(".woff2") && name.includes(part)) ?? "");
  return {
    main: fileOf(entry("front/main.js")), live: fileOf(entry("front/live.js")), live_needs: needs("front/live.js").slice(1), css: fileOf(entry("css/page.css")),
    waiting: fileOf(entry("front/waiting.js")), fonts: [font("-latin-400-"), font("-latin-700-")], early,
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

await buildWidgets();
await buildPage();
