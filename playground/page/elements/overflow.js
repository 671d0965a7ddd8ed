// The three dots with up to five choices.

import { h, icon, safeUrl } from "../dom.js";
import { openMenu } from "../popup.js";
import { confirmed } from "./confirm.js";
import { fieldId } from "./field.js";

export function drawOverflow(element, block, surface) {
  const button = h(
    "button.button.overflow",
    {
      type: "button",
      id: fieldId(block, element, surface),
      "aria-label": "More actions",
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      dataset: { action: element.action_id ?? "" },
    },
    icon("more"),
  );
  button.addEventListener("click", () =>
    openMenu(
      button,
      element.options.map((option) => item(option, element, block, surface)),
      { align: "end" },
    ),
  );
  return button;
}

function item(option, element, block, surface) {
  return {
    label: option.text.text,
    hint: option.description?.text,
    run: () => choose(option, element, block, surface),
  };
}

async function choose(option, element, block, surface) {
  if (!(await confirmed(element.confirm, surface.world))) return;
  const url = safeUrl(option.url);
  if (url) window.open(url, "_blank", "noopener,noreferrer");
  await surface.act({ block, element, value: option.value });
}
