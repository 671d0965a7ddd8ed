// A workspace as a file: saved, and opened again; somebody's Slack export as well, which stays on this machine.

import { h } from "./dom.js";
import { openMenu } from "./popup.js";

export function workspaceTool(parts) {
  const items = [
    { label: "Save it as a file", icon: "down", run: () => save(parts) },
    { label: "Open a file or a Slack export…", icon: "up", run: () => choose(parts) },
  ];
  return {
    id: "file",
    label: "Save or open a workspace",
    icon: "archive",
    run: (event) => openMenu(event.currentTarget, items, { label: "Workspace" }),
  };
}

async function save({ api, store, notices }) {
  const answer = await api.get("export");
  if (!answer.ok) return notices.warn(answer.detail);
  const text = JSON.stringify({ workspace: answer.workspace }, null, 1);
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  h("a", { href: url, download: `${store.team.domain || "workspace"}.json` }).click();
  return setTimeout(() => URL.revokeObjectURL(url), 1000);
}

function choose(parts) {
  const input = h("input", { type: "file", accept: ".json,.zip", "aria-label": "A workspace", hidden: true });
  input.addEventListener("change", () => input.files[0] && open(parts, input.files[0]).finally(() => input.remove()));
  input.addEventListener("cancel", () => input.remove());
  document.body.append(input);
  input.click();
}

async function open({ api, notices }, file) {
  const answer = await (file.name.endsWith(".zip") ? api.send("import", file, "application/zip") : fromText(api, file));
  if (!answer.ok) return notices.warn(answer.detail ?? "That file holds no workspace.");
  return notices.say(`${file.name} is open.`);
}

async function fromText(api, file) {
  try {
    const read = JSON.parse(await file.text());
    return await api.post("import", { workspace: read?.workspace ?? read });
  } catch {
    return { ok: false, detail: `${file.name} is no JSON.` };
  }
}
