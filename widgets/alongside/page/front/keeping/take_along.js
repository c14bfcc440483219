/** "Take your file with you", at the end of each workbook. It needs no kernel. */
import { announce } from "../../js/announcer.js";
import { downloadRecord } from "./download.js";
import { downloadedOf } from "./words.js";

/** @param {import("../keeper/page_keeper.js").PageKeeper} keeper */
export function offerToTakeAlong(keeper) {
  const place = document.getElementById("alongside-take-along");
  const last = place?.querySelector("[data-downloaded]");
  const press = place?.querySelector("button");
  if (!place || !last || !press) return;
  press.addEventListener("click", () => {
    downloadRecord(keeper);
    announce(downloadedOf(keeper.state));
  });
  const show = () => {
    place.hidden = keeper.state.where === "locked";
    last.textContent = downloadedOf(keeper.state);
  };
  keeper.follow(show);
  show();
}
