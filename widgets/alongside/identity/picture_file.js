/** A picture as a file, made in the browser. */

import { announce } from "../page/js/announcer.js";
import { offerDownload } from "../page/js/record/file.js";

/**
 * @param {"png" | "svg"} kind
 * @param {string} name  of the file
 * @param {SVGSVGElement} made
 * @param {{title: string, told: string[]}} words  what it shows, told in words too
 */
export async function downloadPicture(kind, name, made, words) {
  const text = svgText(made, words);
  if (kind === "svg") offerDownload(name, "image/svg+xml", text);
  else offerDownload(name, "image/png", await pngOf(text, made));
  announce("The picture is in your downloads. Anyone who can open this device can find it.");
}

/**
 * @param {SVGSVGElement} made
 * @param {{title: string, told: string[]}} words
 */
function svgText(made, { title, told }) {
  const space = "http://www.w3.org/2000/svg";
  const add = (/** @type {string} */ tag, /** @type {string} */ words) => made.prepend(Object.assign(document.createElementNS(space, tag), { textContent: words }));
  add("desc", `${told.join(". ")}.`);
  add("title", title);
  made.removeAttribute("aria-hidden");
  made.setAttribute("role", "img");
  return new XMLSerializer().serializeToString(made);
}

/**
 * @param {string} text
 * @param {SVGSVGElement} made
 * @returns {Promise<Blob>}
 */
async function pngOf(text, made) {
  const image = new Image();
  const address = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  try {
    image.src = address;
    await image.decode();
    const [width, height] = ["width", "height"].map((side) => 2 * Number(made.getAttribute(side)));
    const canvas = Object.assign(document.createElement("canvas"), { width, height });
    canvas.getContext("2d")?.drawImage(image, 0, 0, width, height);
    return await new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture")))));
  } finally {
    URL.revokeObjectURL(address);
  }
}
