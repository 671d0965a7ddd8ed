// What this browser remembers between visits; where it refuses to, the page remembers until it is closed.

const PREFIX = "playground.";
const memory = new Map();

export function kept(name) {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return memory.get(name) ?? null;
  }
}

export function keep(name, value) {
  memory.set(name, value);
  try {
    localStorage.setItem(PREFIX + name, value);
  } catch {
    // A private window or a full disk; `memory` has it.
  }
}

export function keptObject(name) {
  try {
    return JSON.parse(kept(name) ?? "null");
  } catch {
    return null;
  }
}
