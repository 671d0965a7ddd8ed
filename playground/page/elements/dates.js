// Date, time and both: the browser's own pickers, which know keyboards, screen readers and phones.

import { h } from "../dom.js";
import { confirmed } from "./confirm.js";
import { ariaOf, fieldOf } from "./field.js";

export function drawDate(element, block, surface) {
  const field = fieldOf(element, block, surface, element.initial_date);
  const value = field.value() ?? "";
  const input = picker("date", field, element, block, surface, { value, read: (text) => text || null });
  // a browser's own date field cannot show the placeholder, which says what the day is for
  const said = !field.inInput && !value && element.placeholder?.text;
  return said ? h("span.with-note", h("span.soft", { "aria-hidden": "true" }, `${said} `), input) : input;
}

export function drawTime(element, block, surface) {
  const field = fieldOf(element, block, surface, element.initial_time);
  const zone = element.timezone && h("span.soft", ` ${element.timezone}`);
  return h(
    "span.with-note",
    picker("time", field, element, block, surface, { value: field.value() ?? "", read: (text) => text || null }),
    zone,
  );
}

export function drawDateTime(element, block, surface) {
  const field = fieldOf(element, block, surface, element.initial_date_time);
  const zone = surface.world.zone?.();
  const value = field.value() ? localInput(field.value(), zone) : "";
  return picker("datetime-local", field, element, block, surface, {
    value,
    read: (text) => (text ? secondsIn(text, zone) : null),
  });
}

function picker(type, field, element, block, surface, { value, read }) {
  const name =
    element.placeholder?.text ?? { date: "Pick a date", time: "Pick a time" }[type] ?? "Pick a date and time";
  const input = h("input.input.picker", {
    type,
    id: field.id,
    value,
    autofocus: element.focus_on_load,
    dataset: { action: element.action_id ?? "" },
    ...ariaOf(field, block, surface),
    ...(field.inInput ? {} : { "aria-label": name, title: name }),
  });
  input.addEventListener("change", async () => {
    if (await confirmed(element.confirm, surface.world)) field.commit(read(input.value));
    else input.value = value;
  });
  return input;
}

// The wall clock in that zone, as an <input type="datetime-local"> wants it.
function localInput(seconds, zone) {
  const parts = wall(seconds, zone);
  return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}`;
}

function secondsIn(text, zone) {
  const guess = Date.parse(`${text}:00Z`) / 1000;
  const offset = Date.parse(`${localInput(guess, zone)}:00Z`) / 1000 - guess;
  const first = guess - offset;
  const again = Date.parse(`${localInput(first, zone)}:00Z`) / 1000 - first;
  return guess - again;
}

function wall(seconds, zone) {
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });
  return Object.fromEntries(format.formatToParts(new Date(seconds * 1000)).map((part) => [part.type, part.value]));
}
