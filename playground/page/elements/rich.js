// Rich text, typed with Slack's marks (*bold*, _italic_, lists, quotes) and previewed as it will be read.

import { h } from "../dom.js";
import { drawMrkdwn } from "../markup/markup.js";
import { richTextToPlain } from "../markup/richtext.js";
import { escape } from "../markup/mrkdwn.js";
import { addMarkButtons } from "../marks.js";
import { ariaOf, fieldOf } from "./field.js";

export function drawRichInput(element, block, surface) {
  const initial = element.initial_value && richTextToPlain(element.initial_value);
  const field = fieldOf(element, block, surface, undefined);
  const typed = typeof field.value() === "string" ? field.value() : (initial ?? "");
  const area = h("textarea.input.rich-area", {
    rows: 5,
    id: field.id,
    value: typed,
    placeholder: element.placeholder?.text,
    autofocus: element.focus_on_load,
    dataset: { action: element.action_id ?? "" },
    ...ariaOf(field, block, surface),
  });
  const preview = h("div.rich-preview", { "aria-label": "Preview", role: "group" });
  const show = () =>
    preview.replaceChildren(
      ...(area.value.trim() ? [drawMrkdwn(escape(area.value), surface.world, { typed: true })] : []),
    );
  area.addEventListener("input", () => {
    field.set(area.value || null);
    show();
  });
  show();
  return h("div.rich-input", addMarkButtons(area), area, preview);
}
