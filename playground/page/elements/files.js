// A file input: chosen files are uploaded at once, their ids are the value.

import { h, icon } from "../dom.js";
import { ariaOf, fieldOf } from "./field.js";

export function drawFileInput(element, block, surface) {
  const field = fieldOf(element, block, surface, undefined);
  const limit = element.max_files ?? 10;
  const names = h("ul.file-names");
  const input = h("input", {
    type: "file",
    id: field.id,
    class: "file-native",
    multiple: limit > 1,
    accept: element.filetypes?.map((type) => `.${type}`).join(","),
    dataset: { action: element.action_id ?? "" },
    ...ariaOf(field, block, surface),
  });
  const held = () => field.value() ?? [];
  const shown = (names_) =>
    names.replaceChildren(...held().map((id) => chip(id, names_.get(id) ?? id, () => drop(id, names_))));
  const known = (surface.form.fileNames ??= new Map());
  const drop = (id) => {
    field.commit(held().filter((other) => other !== id));
    shown(known);
  };
  input.addEventListener("change", async () => {
    for (const file of [...input.files].slice(0, limit - held().length)) await take(file);
    input.value = "";
  });
  const take = async (file) => {
    const answer = await surface.upload(file);
    if (!answer.ok) return;
    known.set(answer.file.id, file.name);
    await field.commit([...held(), answer.file.id]);
    shown(known);
  };
  shown(known);
  return h(
    "div.file-input",
    h("span.file-drop", icon("clip"), h("span", limit > 1 ? `Choose up to ${limit} files` : "Choose a file"), input),
    names,
  );
}

function chip(id, name, remove) {
  return h(
    "li.token",
    h("span", name),
    h("button", { type: "button", "aria-label": `Remove ${name}`, onClick: remove }, icon("close", 12)),
  );
}
