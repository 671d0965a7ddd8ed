// What a developer likes to try on an app: time that passes, limits, lost sockets, failing calls.

import { openMenu } from "./popup.js";

const HOUR = 3600;

const SPANS = [
  ["5 minutes", HOUR / 12],
  ["1 hour", HOUR],
  ["1 day", 24 * HOUR],
];

const FAULTS = [
  {
    label: "Refuse the next post (429)",
    said: "The next chat.postMessage will be told to wait.",
    fault: { on: "web_api", method: "chat.postMessage", do: "ratelimited", retry_after: 2, times: 1 },
  },
  {
    label: "Fail the next call (503)",
    said: "The next Web API call will fail.",
    fault: { on: "web_api", do: "status", status: 503, times: 1 },
  },
  {
    label: "Deliver the next event twice",
    said: "The next event will arrive twice.",
    fault: { on: "delivery", do: "duplicate", copies: 2, times: 1 },
  },
];

export function openStir(anchor, parts) {
  const items = [{ heading: "Time" }, ...spans(parts), "-", { heading: "Faults" }, ...faults(parts), ...sockets(parts)];
  openMenu(anchor, items, { align: "end", label: "Stir things up" });
}

function spans(parts) {
  return SPANS.map(([span, seconds]) => ({
    label: `Let ${span} pass`,
    icon: "clock",
    run: () => pass(parts, span, seconds),
  }));
}

function faults(parts) {
  const { limits, faults: active } = parts.store.settings;
  const clear = { label: "Clear all faults", icon: "check", run: () => set(parts, { clear: true }, "No more faults.") };
  return [
    ...FAULTS.map(({ label, said, fault }) => ({
      label,
      icon: "warning",
      run: () => set(parts, { add: fault }, said),
    })),
    ...(active?.length ? [clear] : []),
    {
      label: `Switch the rate limits ${limits ? "off" : "on"}`,
      icon: "clock",
      run: () => parts.deeds.ask("limits", { on: !limits }),
    },
  ];
}

function sockets({ store, deeds }) {
  const apps = [...store.apps.values()].filter((app) => app.transport === "socket" && app.connected);
  const drop = (app) => ({
    label: `Drop ${app.name}'s connection`,
    icon: "bolt",
    danger: true,
    run: () => deeds.ask("connection", { app: app.id, do: "drop" }),
  });
  return apps.length ? ["-", { heading: "Sockets" }, ...apps.map(drop)] : [];
}

async function pass({ deeds, store, notices }, label, seconds) {
  const answer = await deeds.ask("clock", { advance: seconds });
  if (!answer.ok) return;
  if (answer.clock) store.settings = { ...store.settings, clock: answer.clock };
  store.clockAhead = (answer.clock?.now ?? store.now() + seconds) - Date.now() / 1000;
  notices.say(`${label} passed.`);
  store.changed("everything");
}

async function set({ deeds, notices }, change, said) {
  const answer = await deeds.ask("faults", change);
  if (answer.ok) notices.say(said);
}
