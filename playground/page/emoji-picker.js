// A grid of emoji with a search field; arrows move, Enter chooses.

import { h } from "./dom.js";
import { emojiGroups, findEmoji } from "./emoji.js";
import { closePopup, openPopup } from "./popup.js";

const COLUMNS = 8;

export function pickEmoji(anchor, chosen) {
  const grid = h("div.emoji-grid", { role: "group", "aria-label": "Emoji" });
  const search = h("input.input", {
    type: "search",
    placeholder: "Search emoji",
    "aria-label": "Search emoji",
    autofocus: true,
  });
  const take = (name) => {
    closePopup();
    chosen(name);
  };
  const fill = () =>
    grid.replaceChildren(...sections(search.value.trim()).map(([title, emoji]) => section(title, emoji, take)));
  search.addEventListener("input", fill);
  search.addEventListener("keydown", (event) => fromSearch(event, grid));
  grid.addEventListener("keydown", (event) => inGrid(event, grid, search));
  fill();
  openPopup(anchor, h("div.emoji-picker", search, grid), { label: "Choose an emoji", align: "end" });
}

function sections(typed) {
  if (!typed) return emojiGroups.map((group) => [group.title, group.emoji]);
  const found = findEmoji(typed, 64);
  return [[found.length ? "Found" : "No emoji by that name", found]];
}

function section(title, emoji, take) {
  return h(
    "section",
    h("h4", title),
    h(
      "div.emoji-cells",
      emoji.map(({ name, char }) =>
        h(
          "button",
          {
            type: "button",
            tabindex: "-1",
            title: `:${name}:`,
            "aria-label": name.replaceAll("_", " "),
            onClick: () => take(name),
          },
          char,
        ),
      ),
    ),
  );
}

function fromSearch(event, grid) {
  const first = grid.querySelector("button");
  if (event.key === "Enter" && first) {
    event.preventDefault();
    first.click();
  }
  if (event.key === "ArrowDown" && first) {
    event.preventDefault();
    first.focus();
  }
}

const STEPS = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: COLUMNS, ArrowUp: -COLUMNS };

function inGrid(event, grid, search) {
  if (!(event.key in STEPS)) return;
  event.preventDefault();
  const all = [...grid.querySelectorAll("button")];
  const next = all.indexOf(document.activeElement) + STEPS[event.key];
  (next < 0 ? search : all[Math.min(next, all.length - 1)])?.focus();
}
