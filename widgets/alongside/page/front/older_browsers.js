/** What anywidget's runtime asks of a browser and those before 2024 do not have. */

if (!("any" in AbortSignal)) {
  Object.assign(AbortSignal, {
    /** @param {Iterable<AbortSignal>} signals */
    any(signals) {
      const both = new AbortController();
      for (const signal of signals) {
        if (signal.aborted) both.abort(signal.reason);
        signal.addEventListener("abort", () => both.abort(signal.reason), { once: true, signal: both.signal });
      }
      return both.signal;
    },
  });
}
