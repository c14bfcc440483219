// What a reader sees of a page of ours, and what the page has kept: one plain object. Runs in the page.
() => {
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
  const kept = {};
  const shelf = `alongside/${decodeURIComponent(location.pathname.split("/").pop())}/`;
  for (let at = 0; at < sessionStorage.length; at += 1) {
    const key = sessionStorage.key(at);
    if (key.startsWith(shelf)) kept[key.slice(shelf.length)] = JSON.parse(sessionStorage.getItem(key));
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
