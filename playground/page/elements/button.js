// Buttons: plain, primary, danger, with a link, as an icon, and the feedback pair.

import { h, icon, safeUrl } from "../dom.js";
import { drawText } from "../markup/markup.js";
import { confirmed } from "./confirm.js";
import { fieldId } from "./field.js";

const LOOK = { primary: ".primary", danger: ".danger" };

export function drawButton(element, block, surface) {
  const button = h(
    `button.button${LOOK[element.style] ?? ""}`,
    {
      type: "button",
      id: fieldId(block, element, surface),
      "aria-label": element.accessibility_label,
      dataset: { action: element.action_id ?? "" },
    },
    drawText(element.text, surface.world),
    element.url && icon("external", 13),
  );
  button.addEventListener("click", () => press(button, element, block, surface));
  return button;
}

const ICONS = { trash: "trash", pencil: "pencil", copy: "copy", refresh: "reset" };

export function drawIconButton(element, block, surface) {
  if (element.visible_to_user_ids && !element.visible_to_user_ids.includes(surface.world.me)) return null;
  const label = element.accessibility_label ?? element.text?.text ?? element.icon;
  const button = h(
    "button.icon-button",
    { type: "button", "aria-label": label, title: element.text?.text, dataset: { action: element.action_id ?? "" } },
    icon(ICONS[element.icon] ?? "bolt", 16),
  );
  button.addEventListener("click", () => press(button, element, block, surface));
  return button;
}

export function drawFeedback(element, block, surface) {
  const one = (kind, mark) => {
    const spec = element[`${kind}_button`] ?? {};
    const button = h(
      "button.icon-button",
      {
        type: "button",
        "aria-label": spec.accessibility_label ?? spec.text?.text,
        title: spec.text?.text,
        "aria-pressed": "false",
      },
      icon(mark, 16),
    );
    button.addEventListener("click", () => {
      button.parentElement
        .querySelectorAll("button")
        .forEach((other) => other.setAttribute("aria-pressed", String(other === button)));
      press(button, element, block, surface, kind);
    });
    return button;
  };
  return h(
    "span.feedback",
    { role: "group", "aria-label": "Feedback" },
    one("positive", "thumb-up"),
    one("negative", "thumb-down"),
  );
}

async function press(button, element, block, surface, value) {
  if (button.getAttribute("aria-busy") === "true" || !(await confirmed(element.confirm, surface.world))) return;
  const url = safeUrl(element.url);
  if (url) window.open(url, "_blank", "noopener,noreferrer");
  button.setAttribute("aria-busy", "true");
  await surface.act({ block, element, value });
  button.removeAttribute("aria-busy");
}
