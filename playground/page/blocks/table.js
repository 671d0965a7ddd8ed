// A table block: the first row is its head, cells are raw text, numbers or rich text.

import { h } from "../dom.js";
import { drawRichText } from "../markup/markup.js";

export function drawTable(block, surface) {
  const [head, ...rows] = block.rows ?? [];
  const settings = block.column_settings ?? [];
  const row = (cells, tag) =>
    h(
      "tr",
      (cells ?? []).map((cell, n) => h(tag, look(settings[n], cell), drawCell(cell, surface))),
    );
  return h(
    "div.block-table.table-scroll",
    { tabindex: "0", role: "group", "aria-label": "Table" },
    h(
      "table",
      head && h("thead", row(head, "th")),
      h(
        "tbody",
        rows.map((cells) => row(cells, "td")),
      ),
    ),
  );
}

function drawCell(cell, surface) {
  if (cell?.type === "rich_text") return drawRichText(cell, surface.world);
  if (cell?.type === "raw_number") return cell.text || String(cell.value ?? "");
  return cell?.text ?? "";
}

function look(setting, cell) {
  const align = setting?.align ?? (cell?.type === "raw_number" ? "right" : "left");
  return { style: { "text-align": align, "white-space": setting?.is_wrapped === false ? "nowrap" : "normal" } };
}
