/** Finds and builds the widgets: whole for JupyterLab, and by room for our own pages. */
import { existsSync } from "node:fs";
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { basename, join, } from "node:path";

/** @typedef {{stem: string, folder: string}} Widget */
/** @typedef {typeof import("esbuild")} Esbuild */
/** @typedef {import("esbuild").BuildOptions} Settings */

/** The page's own style sheet has these already. @type {import("esbuild").Plugin} */
const withoutThePages = {
  name: "without-the-pages",
  setup(build) {
    build.onLoad({ filter: /page[\\/]css[\\/](tokens|parts)\.css$/ }, () => ({ contents: "", loader: "css" }));
  },
};

/**
 * Finds every widget: `<room>/<stem>.js` with a `<stem>.py` beside it.
 *
 * @param {string} where  The package.
 * @returns {Promise<Widget[]>}
 */
export async function findWidgets(where) {
  const rooms = (await readdir(where, { withFileTypes: true })).filter((entry) => entry.isDirectory() && !/^[_.]/.test(entry.name));
  const found = [];
  for (const room of rooms) {
    const folder = join(where, room.name);
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

/**
 * Makes one module and one style sheet for each widget, with all that it needs, and one of what it adds to the page's styles.
 *
 * @param {Widget[]} widgets
 * @param {string} out
 * @param {Esbuild} esbuild
 * @param {Settings} settings
 */
export async function buildWidgets(widgets, out, esbuild, settings) {
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  for (const { stem, folder } of widgets) {
    await esbuild.build({ ...settings, entryPoints: [join(folder, `${stem}.js`)], outfile: join(out, `${stem}.js`), format: "esm" });
    await buildStyles({ stem, folder }, join(out, `${stem}.css`), esbuild, settings);
    await buildStyles({ stem, folder }, join(out, `${stem}.own.css`), esbuild, { ...settings, plugins: [withoutThePages] });
  }
}

/**
 * Makes one module of each room's widgets, which a browser fetches once.
 *
 * @param {Widget[]} widgets
 * @param {Esbuild} esbuild
 * @param {Settings} settings
 * @param {import("esbuild").Plugin} shared  Leaves out what the page has.
 * @returns {Promise<Record<string, string>>} for each widget its module's file and its name there: "identity-4F2A.js#flower"
 */
export async function buildRooms(widgets, esbuild, settings, shared) {
  /** @type {Record<string, string>} */
  const found = {};
  for (const folder of new Set(widgets.map((one) => one.folder))) {
    const stems = widgets.filter((one) => one.folder === folder).map((one) => one.stem);
    const contents = stems.map((stem) => `export { default as ${stem} } from "./${stem}.js";`).join("\n");
    const stdin = { contents, resolveDir: folder, sourcefile: "room" };
    const built = await esbuild.build({ ...settings, stdin, entryNames: `${basename(folder)}-[hash]`, plugins: [shared] });
    const [file] = Object.keys(built.metafile?.outputs ?? {});
    for (const stem of stems) found[stem] = `${basename(file)}#${stem}`;
  }
  return found;
}

/**
 * @param {Widget} widget
 * @param {string} outfile
 * @param {Esbuild} esbuild
 * @param {Settings} settings
 */
async function buildStyles({ stem, folder }, outfile, esbuild, settings) {
  const source = join(folder, `${stem}.css`);
  if (existsSync(source)) await esbuild.build({ ...settings, entryPoints: [source], outfile });
  else await writeFile(outfile, "");
}
