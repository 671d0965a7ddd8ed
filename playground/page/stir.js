// What a developer likes to try on an app: time that passes, limits, lost sockets, failing calls.

import { openMenu } from "./popup.js";

const HOUR = 3600;

export function openStir(anchor, parts) {
  const { store } = parts;
  const apps = [...store.apps.values()].filter((app) => app.transport === "socket" && app.connected);
  openMenu(anchor, [
    { heading: "Time" },
    ...[["5 minutes", HOUR / 12], ["1 hour", HOUR], ["1 day", 24 * HOUR]].map(([label, seconds]) => ({ label: `Let ${label} pass`, icon: "clock", run: () => pass(parts, label, seconds) })),
    "-", { heading: "Faults" },
    { label: "Refuse the next post (429)", icon: "warning", run: () => fault(parts, { on: "web_api", method: "chat.postMessage", do: "ratelimited", retry_after: 2, times: 1 }, "The next chat.postMessage will be told to wait.") },
    { label: "Fail the next call (503)", icon: "warning", run: () => fault(parts, { on: "web_api", do: "status", status: 503, times: 1 }, "The next Web API call will fail.") },
    { label: "Deliver the next event twice", icon: "copy", run: () => fault(parts, { on: "delivery", do: "duplicate", copies: 2, times: 1 }, "The next event will arrive twice.") },
    ...(store.settings.faults?.length ? [{ label: "Clear all faults", icon: "check", run: () => fault(parts, null, "No more faults.") }] : []),
    { label: store.settings.limits ? "Switch the rate limits off" : "Switch the rate limits on", icon: "clock", run: () => parts.deeds.ask("limits", { on: !store.settings.limits }) },
    ...(apps.length ? ["-", { heading: "Sockets" }, ...apps.map((app) => ({ label: `Drop ${app.name}'s connection`, icon: "bolt", danger: true, run: () => parts.deeds.ask("connection", { app: app.id, do: "drop" }) }))] : []),
  ], { align: "end", label: "Stir things up" });
}

async function pass({ deeds, store, notices }, label, seconds) {
  const answer = await deeds.ask("clock", { advance: seconds });
  if (!answer.ok) return;
  if (answer.clock) store.settings = { ...store.settings, clock: answer.clock };
  store.clockAhead = (answer.clock?.now ?? store.now() + seconds) - Date.now() / 1000;
  notices.say(`${label} passed.`);
  store.changed("everything");
}

async function fault({ deeds, notices }, add, sentence) {
  const answer = await deeds.ask("faults", add ? { add } : { clear: true });
  if (answer.ok) notices.say(sentence);
}
