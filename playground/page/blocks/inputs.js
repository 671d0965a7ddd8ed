// Blocks that hold elements: actions, context_actions, and input with its label, hint and error.

import { h, icon } from "../dom.js";
import { drawText } from "../markup/markup.js";
import { drawElement } from "../elements/elements.js";
import { fieldId } from "../elements/field.js";

const SHOWN_AT_FIRST = 5;

export function drawActions(block, surface) {
  const row = h(
    "div.actions",
    block.elements.map((element) => drawElement(element, block, surface)),
  );
  if (block.elements.length > SHOWN_AT_FIRST && surface.kind === "message")
    foldRow(row, block.elements.length - SHOWN_AT_FIRST);
  return row;
}

export function drawContextActions(block, surface) {
  return h(
    "div.actions.context-actions",
    block.elements.map((element) => drawElement(element, block, surface)),
  );
}

// The label names the field, the hint and the error describe it.
export function drawInput(block, surface) {
  const id = fieldId(block, block.element, surface);
  const error = surface.errors?.[block.block_id];
  const label = h(
    "label.input-label",
    { for: id, id: `${id}-label` },
    drawText(block.label, surface.world),
    block.optional && h("span.optional", " (optional)"),
  );
  const hint = block.hint && h("p.input-hint", { id: `${id}-hint` }, drawText(block.hint, surface.world));
  const wrong = error && h("p.input-error", { id: `${id}-error` }, icon("warning", 14), h("span", error));
  return h(`div.input-block${error ? ".wrong" : ""}`, label, drawElement(block.element, block, surface), wrong, hint);
}

function foldRow(row, hidden) {
  [...row.children].slice(SHOWN_AT_FIRST).forEach((node) => {
    node.hidden = true;
  });
  const more = h(
    "button.button",
    {
      type: "button",
      onClick: () => {
        [...row.children].forEach((node) => {
          node.hidden = false;
        });
        more.remove();
      },
    },
    `+${hidden} more`,
  );
  row.append(more);
}
