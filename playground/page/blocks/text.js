// Blocks that mostly say something: section, header, divider, context, alert.

import { h, icon } from "../dom.js";
import { drawText } from "../markup/markup.js";
import { drawElement } from "../elements/elements.js";
import { drawThumb } from "./media.js";

const LONG = 700;
const LONG_LINES = 12;

export function drawSection(block, surface) {
  const words = [block.text && drawText(block.text, surface.world), block.fields && drawFields(block.fields, surface)];
  const accessory = block.accessory && drawAccessory(block, surface);
  const body = h("div.section-words", words);
  if (!block.expand && surface.kind === "message") foldIfLong(body, block.text?.text);
  return h("div.section", body, accessory);
}

export function drawHeader(block, surface) {
  const level = Math.min(4, Math.max(1, block.level ?? 0)) || 3;
  return h("h4.header", { class: block.level ? `level-${level}` : "" }, drawText(block.text, surface.world));
}

export function drawDivider() {
  return h("hr.rule");
}

export function drawContext(block, surface) {
  return h(
    "div.context",
    (block.elements ?? []).map((element) =>
      element.type === "image" ? drawThumb(element, 20) : drawText(element, surface.world),
    ),
  );
}

const MARKS = { default: "info", info: "info", warning: "warning", error: "warning", success: "check" };

export function drawAlert(block, surface) {
  const level = MARKS[block.level] ? block.level : "default";
  return h(`div.alert.alert-${level}`, { role: "note" }, icon(MARKS[level]), drawText(block.text, surface.world));
}

function drawFields(fields, surface) {
  return h(
    "div.fields",
    fields.map((field) => h("div.field", drawText(field, surface.world))),
  );
}

function drawAccessory(block, surface) {
  return h(
    "div.accessory",
    block.accessory.type === "image" ? drawThumb(block.accessory, 88) : drawElement(block.accessory, block, surface),
  );
}

// Slack folds a long section behind "Show more" unless the app asked for `expand`.
function foldIfLong(body, text) {
  if (!text || (text.length < LONG && text.split("\n").length < LONG_LINES)) return;
  body.classList.add("folded");
  const toggle = h(
    "button.show-more",
    {
      type: "button",
      "aria-expanded": "false",
      onClick: () => {
        const folded = body.classList.toggle("folded");
        toggle.textContent = folded ? "Show more" : "Show less";
        toggle.setAttribute("aria-expanded", String(!folded));
      },
    },
    "Show more",
  );
  body.append(toggle);
}
