// Light, dark, or as the system says; remembered on this computer.

import { keep, kept } from "./kept.js";

const ORDER = ["auto", "light", "dark"];

export function applyTheme() {
  const theme = chosen();
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

export function nextTheme() {
  keep("theme", ORDER[(ORDER.indexOf(chosen()) + 1) % ORDER.length]);
  applyTheme();
}

export function themeTool() {
  const theme = chosen();
  const label = { auto: "Colours: as the system", light: "Colours: light", dark: "Colours: dark" }[theme];
  return { id: "theme", label, icon: { auto: "contrast", light: "sun", dark: "moon" }[theme] };
}

function chosen() {
  const theme = kept("theme");
  return ORDER.includes(theme) ? theme : "auto";
}
