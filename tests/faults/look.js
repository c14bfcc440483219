// What a reader sees of a page of ours, and what the page has kept: one plain object. Runs in the page.
async () => {
  const isSeen = (one) => Boolean(one?.checkVisibility?.());
  const words = (one) => (isSeen(one) ? one.innerText.trim() : "");
  const name = (one) => (one.getAttribute("aria-label") ?? one.textContent).trim();
  const buttonsIn = (place) => [...(place?.querySelectorAll("button") ?? [])].filter(isSeen).map(name);
  const labelOf = (input) => (input.labels?.[0]?.textContent ?? "").trim();
  const player = document.querySelector(".player");
  const screen = player?.querySelector(".screen");
  const form = document.querySelector(".form");
  // a decision is no field: it counts when it is pressed
  const typed = [...(form?.querySelectorAll("input[type=text], textarea") ?? []), ...(screen?.querySelectorAll("textarea") ?? [])];
  const ticked = [...(form?.querySelectorAll("fieldset") ?? [])].filter((set) => set.querySelector("input[type=radio], input[type=checkbox]"));
  const legend = (set) => (set.querySelector("legend")?.textContent ?? "").trim();
  // what the browser has stored, not what the page believes: of this workbook, and of the record
  const rows = Object.entries(sessionStorage).filter(([key]) => key.startsWith("alongside/"));
  const stored = rows.map(([key, text]) => [key.slice("alongside/".length), text]).filter(([name]) => name.includes("/"));
  const kept = Object.fromEntries(stored.map(([name, text]) => [name, JSON.parse(text)]));
  const opened = (asked) => new Promise((resolve, reject) => Object.assign(asked, { onsuccess: () => resolve(asked.result), onerror: () => reject(asked.error) }));
  for (const { name } of await indexedDB.databases()) {
    const db = await opened(indexedDB.open(name));
    for (const row of await opened(db.transaction("rows").objectStore("rows").getAll())) kept[row.name] = row.value;
    db.close();
  }
  // of the steps, those of this visit; of everything, what belongs to this workbook or to the record
  const visits = Object.entries(history.state?.alongside ?? {}).map(([widget, { visit }]) => [`steps/${widget}/${visit}`, `steps/${widget}`]);
  const shelf = `${decodeURIComponent(location.pathname.split("/").pop())}/`;
  for (const [name, value] of Object.entries(kept)) {
    delete kept[name];
    const key = name.startsWith(shelf) ? name.slice(shelf.length) : name.startsWith(":record/entry/") ? name : "";
    const steps = visits.find(([row]) => row === key)?.[1];
    if (steps || (key && !key.startsWith("steps/"))) kept[steps ?? key] = value;
  }
  const status = document.getElementById("alongside-status");
  return {
    document: performance.timeOrigin,
    address: location.href,
    status: words(status),
    state: status?.dataset.state ?? "",
    waits: document.documentElement.dataset.waiting ?? null,
    notice: words(document.getElementById("alongside-trouble")),
    is_foreign: !status && document.readyState === "complete",
    offers: buttonsIn(document.getElementById("alongside-trouble")),
    widgets: [screen?.firstChild && "player", form?.querySelector("form, .buttons") && "form"].filter(Boolean),
    trouble: [...document.querySelectorAll(".cell .trouble")].map(words).filter(Boolean),
    heading: words(screen?.querySelector(":scope > h2, .scene > h2")),
    steps: words(screen?.querySelector(".steps")),
    text: words(screen),
    patience: words(player?.querySelector(":scope > [role=status]")),
    buttons: buttonsIn(player),
    choices: [...(screen?.querySelectorAll("input[type=radio]") ?? [])].filter(isSeen).map(labelOf),
    form_page: words(form?.querySelector(".steps")),
    form_buttons: buttonsIn(form),
    form_said: words(form?.querySelector(".said")),
    typed: typed.filter(isSeen).map((input) => [labelOf(input), input.value]),
    ticked: ticked.map((set) => [legend(set), [...set.querySelectorAll("input:checked")].map(labelOf)]),
    kept,
  };
}
