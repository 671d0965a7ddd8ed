// Checkboxes and radio buttons: a labelled group of native inputs.

import { h } from "../dom.js";
import { drawText } from "../markup/markup.js";
import { confirmed } from "./confirm.js";
import { ariaOf, fieldOf } from "./field.js";

export function drawCheckboxes(element, block, surface) {
  const field = fieldOf(
    element,
    block,
    surface,
    element.initial_options?.map((option) => option.value),
  );
  const chosen = new Set(field.value() ?? []);
  const group = h("div.choices", { role: "group", id: field.id, tabindex: "-1", ...groupAria(field, block, surface) });
  element.options.forEach((option, n) =>
    group.append(choice("checkbox", option, n, field, chosen.has(option.value), surface)),
  );
  group.addEventListener("change", (event) =>
    change(event.target, element, surface, field, () => checkedIn(group, element)),
  );
  return group;
}

export function drawRadios(element, block, surface) {
  const field = fieldOf(element, block, surface, element.initial_option?.value);
  const group = h("div.choices", {
    role: "radiogroup",
    id: field.id,
    tabindex: "-1",
    ...groupAria(field, block, surface),
  });
  element.options.forEach((option, n) =>
    group.append(choice("radio", option, n, field, field.value() === option.value, surface)),
  );
  group.addEventListener("change", (event) =>
    change(event.target, element, surface, field, () => checkedIn(group, element)[0]),
  );
  return group;
}

function choice(type, option, n, field, checked, surface) {
  const id = `${field.id}-${n}`;
  return h(
    "div.choice",
    h("input", {
      type,
      id,
      name: field.id,
      checked,
      dataset: { n: String(n) },
      "aria-describedby": option.description ? `${id}-more` : undefined,
    }),
    h(
      "label",
      { for: id },
      drawText(option.text, surface.world),
      option.description && h("span.soft", { id: `${id}-more` }, drawText(option.description, surface.world)),
    ),
  );
}

async function change(input, element, surface, field, read) {
  const was = [field.value() ?? []].flat();
  if (await confirmed(element.confirm, surface.world)) return field.commit(read());
  const boxes = input.closest(".choices").querySelectorAll("input");
  boxes.forEach((box) => {
    box.checked = was.includes(element.options[Number(box.dataset.n)].value);
  });
  return undefined;
}

function checkedIn(group, element) {
  return [...group.querySelectorAll("input:checked")].map((input) => element.options[Number(input.dataset.n)].value);
}

function groupAria(field, block, surface) {
  const { "aria-required": _, ...aria } = ariaOf(field, block, surface);
  return field.inInput ? aria : { "aria-label": "Choices" };
}
