// JSON one can read: coloured, foldable, and copied whole.

import { h } from "./dom.js";

const OPEN_DEPTH = 3;
const LONG_TEXT = 600;

export function drawJson(value, depth = 0) {
  if (value === null || typeof value !== "object") return leaf(value);
  const entries = Array.isArray(value) ? value.map((item) => [null, item]) : Object.entries(value);
  const [start, end] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  if (!entries.length) return h("span.json-mark", start + end);
  const rows = entries.map(([name, item]) =>
    h(
      "div.json-row",
      name !== null && [h("span.json-key", JSON.stringify(name)), h("span.json-mark", ": ")],
      drawJson(item, depth + 1),
    ),
  );
  const count = `${entries.length} ${Array.isArray(value) ? "items" : "keys"}`;
  return h(
    "details.json",
    { open: depth < OPEN_DEPTH },
    h("summary", h("span.json-mark", start), h("span.json-fold", ` ${count} ${end}`)),
    h("div.json-rows", rows),
    h("span.json-mark.json-end", end),
  );
}

function leaf(value) {
  if (typeof value !== "string") return h(`span.json-${value === null ? "null" : typeof value}`, String(value));
  const shown = value.length > LONG_TEXT ? `${value.slice(0, LONG_TEXT)}…` : value;
  return h("span.json-string", JSON.stringify(shown));
}
