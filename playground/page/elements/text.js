// Text inputs: plain (one line or many, with a counter), e-mail, URL and number.

import { h } from "../dom.js";
import { ariaOf, fieldOf } from "./field.js";

const COUNT_FROM = 0.8;
const SETTLED = 350;

export function drawPlainInput(element, block, surface) {
  const field = fieldOf(element, block, surface, element.initial_value);
  const props = common(element, block, surface, field);
  const input = element.multiline
    ? h("textarea.input", { rows: 4, ...props })
    : h("input.input", { type: "text", ...props });
  listen(input, element, field);
  return withCounter(input, element);
}

export function drawEmail(element, block, surface) {
  return oneLine("email", element, block, surface);
}

export function drawUrl(element, block, surface) {
  return oneLine("url", element, block, surface);
}

export function drawNumber(element, block, surface) {
  const input = oneLine("text", element, block, surface);
  input.inputMode = element.is_decimal_allowed ? "decimal" : "numeric";
  input.setAttribute("role", "spinbutton");
  for (const [name, value] of [
    ["aria-valuemin", element.min_value],
    ["aria-valuemax", element.max_value],
  ])
    if (value !== undefined) input.setAttribute(name, value);
  return input;
}

function oneLine(type, element, block, surface) {
  const field = fieldOf(element, block, surface, element.initial_value);
  const input = h("input.input", { type, ...common(element, block, surface, field) });
  listen(input, element, field);
  return input;
}

function common(element, block, surface, field) {
  return {
    id: field.id,
    value: field.value() ?? "",
    placeholder: element.placeholder?.text,
    autofocus: element.focus_on_load,
    autocomplete: "off",
    dataset: { action: element.action_id ?? "" },
    ...ariaOf(field, block, surface),
    ...(field.inInput ? {} : { "aria-label": element.placeholder?.text ?? "Text" }),
  };
}

// Slack sends an action on Enter, or on each character when the app asked for that.
function listen(input, element, field) {
  const triggers = element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  let timer = null;
  input.addEventListener("input", () => {
    field.set(input.value || null);
    if (!field.speaks || !triggers.includes("on_character_entered")) return;
    clearTimeout(timer);
    timer = setTimeout(() => field.act(input.value || null), SETTLED);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || !field.speaks || !triggers.includes("on_enter_pressed")) return;
    if (input.tagName === "TEXTAREA" && event.shiftKey) return;
    event.preventDefault();
    field.act(input.value || null);
  });
}

function withCounter(input, element) {
  if (!element.max_length) return input;
  const counter = h("span.counter", { "aria-live": "polite" });
  const show = () => {
    const left = element.max_length - input.value.length;
    counter.textContent = input.value.length > element.max_length * COUNT_FROM ? String(left) : "";
    counter.classList.toggle("over", left < 0);
  };
  input.addEventListener("input", show);
  show();
  return h("div.counted", input, counter);
}
