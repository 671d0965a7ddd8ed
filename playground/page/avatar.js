// Faces are drawn: initials on a colour, so nothing is fetched from anywhere.

import { h } from "./dom.js";

const SVG = "http://www.w3.org/2000/svg";

export function avatar(who, size = 36, { presence = false } = {}) {
  const face = h(
    "span.avatar",
    { "aria-hidden": "true", style: { width: `${size}px`, height: `${size}px` } },
    drawn(who, size),
  );
  if (presence) face.append(h(`span.presence${who?.presence === "active" ? "" : ".away"}`));
  return face;
}

function initials(name) {
  const words = String(name ?? "?")
    .replace(/[^\p{L}\p{N}\s-]/gu, "")
    .trim()
    .split(/[\s-]+/);
  return ((words[0]?.[0] ?? "?") + (words.length > 1 ? words.at(-1)[0] : "")).toUpperCase();
}

function drawn(who, size) {
  const svg = element("svg", { viewBox: "0 0 36 36", width: size, height: size, class: "avatar-svg" });
  const text = element("text", {
    x: 18,
    y: 18,
    "text-anchor": "middle",
    "dominant-baseline": "central",
    fill: "#fff",
    "font-size": 14,
    "font-weight": 700,
  });
  text.textContent = who?.glyph ?? initials(who?.real_name || who?.name);
  svg.append(element("rect", { width: 36, height: 36, fill: tint(who?.colour) }), text);
  return svg;
}

// White letters need a dark enough ground; a light colour is dimmed until they are readable.
function tint(colour) {
  const hex = /^[0-9a-f]{6}$/i.test(colour ?? "") ? colour : "6b5b78";
  let rgb = [0, 2, 4].map((at) => parseInt(hex.slice(at, at + 2), 16));
  while (luminance(rgb) > 0.18) rgb = rgb.map((part) => Math.floor(part * 0.92));
  return `rgb(${rgb.join(" ")})`;
}

function luminance(rgb) {
  const [r, g, b] = rgb
    .map((part) => part / 255)
    .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function element(name, attributes) {
  const node = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => node.setAttribute(key, value));
  return node;
}
