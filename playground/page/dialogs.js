// Small questions of the page itself: are you sure, and what shall it be called.

import { h, icon } from "./dom.js";

export function askSure({ title, text, yes, danger }, run) {
  const { dialog, close } = frame(title);
  dialog.append(h("div.modal-body", h("p", text)),
    h("footer.modal-foot", h("button.button", { type: "button", onClick: close }, "Cancel"),
      h(`button.button.${danger ? "danger-fill" : "primary"}`, { type: "button", autofocus: true, onClick: () => { close(); run(); } }, yes)));
  dialog.showModal();
}

export function askText({ title, label, value = "", yes = "Save" }, run) {
  const { dialog, close } = frame(title);
  const input = h("input.input", { type: "text", id: "ask-text", value, autofocus: true });
  const done = () => { close(); run(input.value.trim()); };
  input.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); done(); } });
  dialog.append(h("div.modal-body", h("label.input-label", { for: "ask-text" }, label), input),
    h("footer.modal-foot", h("button.button", { type: "button", onClick: close }, "Cancel"), h("button.button.primary", { type: "button", onClick: done }, yes)));
  dialog.showModal();
  input.select();
}

export function showKeys(keys) {
  const { dialog } = frame("Keys");
  dialog.append(h("div.modal-body", h("dl.keys", keys.flatMap(([combo, what]) => [h("dt", combo.split(" ").map((one) => h("kbd", one))), h("dd", what)]))));
  dialog.showModal();
}

function frame(title) {
  const dialog = h("dialog.modal.small", { "aria-labelledby": "ask-title" });
  const close = () => { dialog.close(); dialog.remove(); };
  dialog.append(h("header.modal-head", h("h2#ask-title", title), h("button.icon-button", { type: "button", "aria-label": "Close", onClick: close }, icon("close"))));
  dialog.addEventListener("cancel", (event) => { event.preventDefault(); close(); });
  document.body.append(dialog);
  return { dialog, close };
}
