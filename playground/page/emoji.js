// Short names to characters, and a search over them.

import { GROUPS } from "./emoji-table.js";

const SKIN = { 2: "\u{1F3FB}", 3: "\u{1F3FC}", 4: "\u{1F3FD}", 5: "\u{1F3FE}", 6: "\u{1F3FF}" };
const byName = new Map();

export const emojiGroups = GROUPS.map(([title, table]) => ({ title, emoji: readTable(table) }));

export const QUICK = ["white_check_mark", "eyes", "raised_hands"];

export function emojiChar(name) {
  const [base, tone] = name.split("::skin-tone-");
  const char = byName.get(base);
  return char && tone ? char.replace("\uFE0F", "") + SKIN[tone] : char;
}

// Names that begin with what was typed come before names that only contain it.
export function findEmoji(typed, limit = 8) {
  const wanted = typed.toLowerCase();
  const names = [...byName.keys()];
  const starts = names.filter((name) => name.startsWith(wanted));
  const holds = names.filter((name) => !name.startsWith(wanted) && name.includes(wanted));
  return [...starts, ...holds].slice(0, limit).map((name) => ({ name, char: byName.get(name) }));
}

function readTable(table) {
  const words = table.trim().split(/\s+/);
  const emoji = [];
  for (let at = 0; at + 1 < words.length; at += 2) emoji.push(readEntry(words[at], words[at + 1]));
  return emoji;
}

function readEntry(names, char) {
  const all = names.split("/");
  all.forEach((name) => byName.set(name, char));
  return { name: all[0], char };
}
