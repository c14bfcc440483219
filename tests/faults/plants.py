"""Bugs to be planted in a learner's pages: JavaScript that runs before the page's own. A run that misses one is no proof."""

_FIELD = "const isField = key => /\\/(form|debrief)\\//.test(key);"
_SET = "const set = Storage.prototype.setItem;"

#: After a reload, the field that was written last is gone.
DROPS_THE_LAST_FIELD = f"""try {{
  {_FIELD} {_SET}
  const last = sessionStorage.getItem("planted");
  if (last) sessionStorage.removeItem(last);
  Storage.prototype.setItem = function (key, value) {{
    if (isField(key)) set.call(this, "planted", key);
    set.call(this, key, value);
  }};
}} catch {{ /* a page without storage */ }}"""

#: After a reload, the path is one step back.
ONE_SCENE_BACK = """try {
  for (const key of Object.keys(sessionStorage).filter(key => key.includes("/steps/"))) {
    const kept = JSON.parse(sessionStorage.getItem(key));
    if (kept.at > 0) kept.places[kept.at] = kept.places[kept.at - 1];
    sessionStorage.setItem(key, JSON.stringify(kept));
  }
} catch { /* a page without storage */ }"""

#: Of two texts of a field, the device keeps the older one.
THE_OLDER_TEXT = f"""{{
  {_FIELD}
  const put = IDBObjectStore.prototype.put;
  const last = {{}};
  IDBObjectStore.prototype.put = function (row, ...more) {{
    if (!isField(row?.name ?? "")) return put.call(this, row, ...more);
    const before = last[row.name] ?? row;
    last[row.name] = row;
    return put.call(this, before, ...more);
  }};
}}"""
