// What was begun and not sent, by person and place; it outlives the page, and the oldest goes first.

import { keep, keptObject } from "./kept.js";

const NAME = "drafts";
const MOST = 30;

export function draft(place) {
  return all().get(place) ?? "";
}

// Read anew each time: another window of the same browser writes here too.
export function keepDraft(place, text) {
  const drafts = all();
  drafts.delete(place);
  if (text.trim()) drafts.set(place, text);
  keep(NAME, JSON.stringify([...drafts].slice(-MOST)));
}

export function forgetDrafts() {
  keep(NAME, "[]");
}

function all() {
  return new Map(keptObject(NAME) ?? []);
}
