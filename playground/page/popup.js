// Things that open beside other things: placed inside the window, closed by Escape or a click elsewhere, focus given back.

import { h, icon } from "./dom.js";

const GAP = 6;
let open = null;

export function openPopup(
  anchor,
  content,
  { label, role = "dialog", onClose, focus = true, align = "start", className = "" } = {},
) {
  closePopup();
  const box = h(`div.popup${className}`, { role, "aria-label": label, tabindex: "-1" }, content);
  (anchor.closest("dialog") ?? document.body).append(box);
  open = { box, anchor, onClose, away: watch(box, anchor) };
  anchor.setAttribute("aria-expanded", "true");
  placeBeside(box, anchor, align);
  if (focus) (box.querySelector("[autofocus], [role^=menuitem], input, button") ?? box).focus();
  return { box, close: closePopup };
}

export function closePopup({ refocus = true } = {}) {
  if (!open) return;
  const { box, anchor, onClose, away } = open;
  open = null;
  const inside = box.contains(document.activeElement);
  away();
  box.remove();
  anchor.setAttribute("aria-expanded", "false");
  if (refocus && inside && anchor.isConnected) anchor.focus();
  onClose?.();
}

export function popupIsOpen() {
  return open !== null;
}

// items: {label, hint, icon, emoji, danger, run} or "-" or {heading}
export function openMenu(anchor, items, options = {}) {
  const popup = openPopup(anchor, items.map(menuItem), { role: "menu", className: ".menu", ...options });
  popup.box.addEventListener("keydown", (event) => moveInMenu(event, popup.box));
  return popup;
}

export function placeBeside(box, anchor, align = "start") {
  const at = anchor.getBoundingClientRect();
  const size = box.getBoundingClientRect();
  const below = innerHeight - at.bottom - GAP >= size.height || at.top < innerHeight - at.bottom;
  const top = below ? at.bottom + GAP : at.top - GAP - size.height;
  const left = align === "end" ? at.right - size.width : at.left;
  box.style.top = `${Math.max(8, Math.min(top, innerHeight - size.height - 8))}px`;
  box.style.left = `${Math.max(8, Math.min(left, innerWidth - size.width - 8))}px`;
}

function menuItem(item) {
  if (item === "-") return h("hr", { role: "separator" });
  if (item.heading) return h("div.menu-heading", { role: "presentation" }, item.heading);
  const mark = item.emoji ? h("span.emoji", item.emoji) : item.icon && icon(item.icon, 16);
  return h(
    `button.menu-item${item.danger ? ".danger" : ""}`,
    { type: "button", role: "menuitem", tabindex: "-1", onClick: () => choose(item) },
    mark,
    h("span.menu-label", item.label),
    item.hint && h("span.menu-hint", item.hint),
  );
}

function choose(item) {
  closePopup();
  item.run();
}

const STEPS = { ArrowDown: 1, ArrowUp: -1 };

function moveInMenu(event, box) {
  const items = [...box.querySelectorAll("[role=menuitem]")];
  const at = items.indexOf(document.activeElement);
  const target =
    event.key in STEPS ? items.at((at + STEPS[event.key] + items.length) % items.length) : jump(event.key, items, at);
  if (event.key === "Tab") closePopup();
  if (!target) return;
  event.preventDefault();
  target.focus();
}

function jump(key, items, at) {
  if (key === "Home") return items[0];
  if (key === "End") return items.at(-1);
  if (key.length !== 1 || key === " ") return undefined;
  return [...items.slice(at + 1), ...items].find((item) =>
    item.textContent.trim().toLowerCase().startsWith(key.toLowerCase()),
  );
}

function watch(box, anchor) {
  const onPress = (event) => {
    if (!box.contains(event.target) && !anchor.contains(event.target)) closePopup({ refocus: false });
  };
  const onKey = (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopImmediatePropagation();
    closePopup();
  };
  document.addEventListener("pointerdown", onPress, true);
  document.addEventListener("keydown", onKey, true);
  window.addEventListener("resize", closePopup);
  return () => {
    document.removeEventListener("pointerdown", onPress, true);
    document.removeEventListener("keydown", onKey, true);
    window.removeEventListener("resize", closePopup);
  };
}
