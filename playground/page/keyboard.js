// Keys that work everywhere on the page.

import { popupIsOpen } from "./popup.js";
import { showKeys } from "./dialogs.js";
import { isMac } from "./sidebar.js";

export function listenForKeys(parts) {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    const act = findKey(event);
    if (act && act(parts) !== false) event.preventDefault();
  });
}

export function keyList() {
  const mod = isMac() ? "⌘" : "Ctrl";
  return [
    [`${mod} K`, "Jump to a channel, person, app or action"],
    ["Alt ↑", "Previous channel"],
    ["Alt ↓", "Next channel"],
    ["F6", "Next part of the page"],
    ["↑ ↓", "Move through messages"],
    ["Enter", "Into a message, or open its thread"],
    ["T", "Reply in a thread"],
    ["R", "React"],
    ["E", "Edit your message"],
    ["M", "Message menu with shortcuts"],
    ["I", "Show the message's JSON"],
    ["/", "In the composer: commands"],
    ["@ # :", "In the composer: people, channels, emoji"],
    ["Esc", "Close what is open"],
    [`${mod} .`, "Inspector"],
    [`${mod} /`, "This list"],
  ];
}

function findKey(event) {
  const mod = event.ctrlKey || event.metaKey;
  if (mod && !event.shiftKey && !event.altKey) return MOD_KEYS[event.key.toLowerCase()];
  if (event.altKey && !mod) return ALT_KEYS[event.key];
  if (event.key === "F6") return event.shiftKey ? previousRegion : nextRegion;
  return event.key === "Escape" ? leave : undefined;
}

const MOD_KEYS = {
  k: (parts) => (dialogOpen() ? false : parts.openSwitcher()),
  ".": (parts) => void parts.inspector.toggle(),
  "/": () => (dialogOpen() ? false : showKeys(keyList())),
};

const ALT_KEYS = {
  ArrowDown: (parts) => step(parts, 1),
  ArrowUp: (parts) => step(parts, -1),
};

function step({ store, deeds }, by) {
  const places = [...document.querySelectorAll("#sidebar .place[data-place]")]
    .map((node) => node.dataset.place)
    .filter((id) => store.channels.has(id));
  const at = places.indexOf(store.place.channel);
  deeds.openChannel(places[(at + by + places.length) % places.length]);
}

function leave(parts) {
  if (popupIsOpen() || dialogOpen()) return false;
  if (document.getElementById("app").hasAttribute("data-drawer")) return parts.closeDrawer();
  if (parts.store.place.thread) return parts.deeds.closeThread();
  if (parts.inspector.open) return void parts.inspector.toggle(false);
  return false;
}

const REGIONS = [
  "#rail .person[aria-current]",
  "#sidebar .place[aria-current], #sidebar .place",
  "#main .message[tabindex='0']",
  "#main .compose",
  "#thread:not([hidden]) .compose",
  "#inspector:not([hidden]) .inspect-rows",
  "#tour .primary",
];

function nextRegion() {
  return region(1);
}

function previousRegion() {
  return region(-1);
}

function region(by) {
  if (dialogOpen()) return false;
  const stops = REGIONS.map((selector) => document.querySelector(selector)).filter(
    (node) => node && node.offsetParent !== null,
  );
  const at = stops.findLastIndex(
    (node) => node === document.activeElement || regionOf(node).contains(document.activeElement),
  );
  stops[(at + by + stops.length) % stops.length]?.focus();
  return true;
}

function regionOf(node) {
  return node.closest(".composer, .rows, #rail, #sidebar, #inspector, #tour, #thread");
}

function dialogOpen() {
  return document.querySelector("dialog[open]") !== null;
}
