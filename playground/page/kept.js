// What this browser remembers between visits; where it refuses to, the page remembers until it is closed.

const PREFIX = "playground.";
const memory = new Map();

export function kept(name) {
  if (memory.has(name)) return memory.get(name);
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

export function keep(name, value) {
  try {
    localStorage.setItem(PREFIX + name, value);
    memory.delete(name);
  } catch {
    memory.set(name, value); // a private window, or a full disk
  }
}

export function keptObject(name) {
  try {
    return JSON.parse(kept(name) ?? "null");
  } catch {
    return null;
  }
}
