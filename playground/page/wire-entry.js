// One exchange between Slack and an app: a line in the list, and its JSON in full.

import { clockTime } from "./dates.js";
import { h, icon } from "./dom.js";
import { drawJson } from "./json-view.js";

const GOOD = ["ok", "acknowledged", "waiting", "opened", "closed", "refreshed"];

const TOWARDS = {
  to_app: {
    arrow: "→",
    title: "Slack to the app",
    spoken: "to the app",
    asked: "Slack said",
    answered: "The app answered",
  },
  from_app: {
    arrow: "←",
    title: "The app to Slack",
    spoken: "from the app",
    asked: "The app asked",
    answered: "Slack answered",
  },
};

export function drawWireRow(entry, { app, chosen, choose }) {
  const { arrow, title, spoken } = TOWARDS[entry.direction] ?? TOWARDS.to_app;
  const waiting = entry.status === "waiting";
  return h(
    `div.inspect-row${GOOD.includes(entry.status) ? "" : ".bad"}`,
    { role: "option", id: `wire-${entry.id}`, "aria-selected": String(chosen), onClick: choose },
    h("span.inspect-arrow", { title }, arrow, h("span.sr-only", spoken)),
    h("span.inspect-name", entry.name ?? entry.kind),
    h("span.inspect-kind", [app, entry.kind.replace("_", " ")].filter(Boolean).join(" · ")),
    h("span.inspect-status", waiting ? h("span.spinner", { role: "img", "aria-label": "waiting" }) : entry.status),
    h("span.inspect-ms", timing(entry.ms)),
  );
}

export function drawWireEntry(entry, { app, zone, copy }) {
  const { asked, answered } = TOWARDS[entry.direction] ?? TOWARDS.to_app;
  const facts = [app, clockTime(entry.time, zone), ...factsOf(entry)].filter(Boolean).join(" · ");
  return [
    h("div.inspect-facts", h("strong", entry.name ?? entry.kind), h("span.soft", facts)),
    panel(asked, entry.request, copy),
    panel(answered, entry.response, copy),
  ];
}

export function drawMessageJson(message, { copy }) {
  return [
    h("div.inspect-facts", h("strong", "Message"), h("span.soft", message.ts)),
    message.metadata && panel("Its metadata", message.metadata, copy),
    panel("As Slack stores it", message, copy),
  ];
}

function factsOf(entry) {
  return [
    entry.transport,
    entry.http_status && `HTTP ${entry.http_status}`,
    timing(entry.ms),
    entry.attempt > 0 && `attempt ${entry.attempt + 1}`,
    entry.fault && `fault: ${entry.fault}`,
  ];
}

function panel(title, value, copy) {
  const text = JSON.stringify(value ?? null, null, 2);
  const button = h("button.button.tiny", { type: "button", onClick: () => copy(text) }, icon("copy", 14), "Copy");
  return h(
    "section.inspect-panel",
    { "aria-label": title },
    h("header", h("h3", title), button),
    h("div.json-box", { tabindex: "0", role: "group", "aria-label": `${title}, JSON` }, drawJson(value ?? null)),
  );
}

function timing(ms) {
  if (ms === null || ms === undefined) return "";
  return ms < 10 ? `${ms.toFixed(1)} ms` : `${Math.round(ms)} ms`;
}
