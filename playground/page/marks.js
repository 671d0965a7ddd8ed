// Buttons and keys that put Slack's marks around the chosen text.

import { h, icon } from "./dom.js";

const MARKS = [
  { name: "Bold", icon: "bold", key: "b", around: "*" },
  { name: "Italic", icon: "italic", key: "i", around: "_" },
  { name: "Strikethrough", icon: "strike", key: "x", shift: true, around: "~" },
  { name: "Numbered list", icon: "numbers", key: "7", shift: true, line: (n) => `${n + 1}. ` },
  { name: "Bulleted list", icon: "list", key: "8", shift: true, line: () => "- " },
  { name: "Quote", icon: "quote", key: "9", shift: true, line: () => "> " },
  { name: "Code", icon: "code", key: "c", shift: true, around: "`" },
  { name: "Code block", icon: "block", fence: true },
];

export function addMarkButtons(area) {
  area.addEventListener("keydown", (event) => {
    const mark =
      (event.ctrlKey || event.metaKey) &&
      !event.altKey &&
      MARKS.find((one) => one.key === keyOf(event) && Boolean(one.shift) === event.shiftKey);
    if (!mark) return;
    event.preventDefault();
    apply(area, mark);
  });
  return h(
    "div.marks",
    { role: "toolbar", "aria-label": "Formatting" },
    MARKS.map((mark) =>
      h(
        "button.icon-button",
        { type: "button", "aria-label": mark.name, title: mark.name, onClick: () => apply(area, mark) },
        icon(mark.icon, 16),
      ),
    ),
  );
}

function keyOf(event) {
  return event.code.startsWith("Digit") ? event.code.slice(5) : event.key.toLowerCase();
}

function apply(area, mark) {
  const [from, to] = [area.selectionStart, area.selectionEnd];
  const chosen = area.value.slice(from, to);
  if (mark.around) put(area, from, to, `${mark.around}${chosen}${mark.around}`, 1, chosen.length);
  else if (mark.fence) put(area, from, to, `\`\`\`\n${chosen}\n\`\`\``, 4, chosen.length);
  else lines(area, mark.line);
}

function lines(area, prefix) {
  const from = area.value.lastIndexOf("\n", area.selectionStart - 1) + 1;
  const to = area.selectionEnd;
  const changed = area.value
    .slice(from, to)
    .split("\n")
    .map((line, n) => prefix(n) + line)
    .join("\n");
  put(area, from, to, changed, changed.length, 0);
}

function put(area, from, to, text, start, length) {
  area.focus();
  area.setRangeText(text, from, to, "end");
  area.setSelectionRange(from + start, from + start + length);
  area.dispatchEvent(new Event("input", { bubbles: true }));
}
