// Editing one's own message in place: Enter saves, Escape leaves it as it was.

import { h } from "./dom.js";
import { typedText } from "./typed-text.js";
import { Suggestions } from "./suggestions.js";

export function drawEditor(message, { store, deeds, channel, done }) {
  const area = h("textarea.input.edit-area", {
    "aria-label": "Edit message",
    rows: 2,
    value: typedText(message.text ?? "", store),
  });
  const save = async () => {
    const answer = await deeds.edit(channel, message.ts, area.value);
    if (answer.ok) done();
  };
  const suggestions = new Suggestions(area, { store, commands: false });
  area.addEventListener("keydown", (event) => {
    if (suggestions.key(event) || event.isComposing) return;
    if (event.key === "Escape") return done();
    if (event.key !== "Enter" || event.shiftKey) return undefined;
    event.preventDefault();
    return save();
  });
  queueMicrotask(() => {
    area.focus();
    area.setSelectionRange(area.value.length, area.value.length);
  });
  return h(
    "div.editor",
    area,
    h(
      "div.editor-foot",
      h("button.button", { type: "button", onClick: done }, "Cancel"),
      h("button.button.primary", { type: "button", onClick: save }, "Save"),
    ),
  );
}
