// The page's own dialogs: native ones, so focus stays inside and returns where it came from.

import { h, icon } from "./dom.js";

let made = 0;

// `body` and `foot` get `close`, to be called by their buttons.
export function openDialog({ title, size = "small", face, body, foot }) {
  const id = `dialog-${++made}`;
  const dialog = h(`dialog.modal.${size}`, { "aria-labelledby": id });
  const close = () => {
    dialog.close();
    dialog.remove();
  };
  const cross = h("button.icon-button", { type: "button", "aria-label": "Close", onClick: close }, icon("close"));
  dialog.append(
    h("header.modal-head", face, h("h2", { id }, title), cross),
    h("div.modal-body", body(close)),
    foot ? h("footer.modal-foot", foot(close)) : "",
  );
  show(dialog, close);
  return close;
}

export function show(dialog, close) {
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    close();
  });
  document.body.append(dialog);
  dialog.showModal();
}

export function button(label, run, look = "") {
  return h(`button.button${look}`, { type: "button", onClick: run }, label);
}

export function askSure({ title, text, yes, danger }, run) {
  openDialog({
    title,
    body: () => h("p", text),
    foot: (close) => [button("Cancel", close), button(yes, after(close, run), danger ? ".danger-fill" : ".primary")],
  });
}

export function askText({ title, label, value = "", yes = "Save" }, run) {
  const input = h("input.input", { type: "text", id: "ask-text", value, autofocus: true });
  const done = (close) => after(close, () => run(input.value.trim()));
  const close = openDialog({
    title,
    body: () => [h("label.input-label", { for: "ask-text" }, label), input],
    foot: (shut) => [button("Cancel", shut), button(yes, done(shut), ".primary")],
  });
  input.addEventListener("keydown", (event) => event.key === "Enter" && (event.preventDefault(), done(close)()));
  input.select();
}

export function showKeys(keys) {
  const kbd = (combo) => combo.split(" ").map((one) => h("kbd", one));
  const rows = keys.flatMap(([combo, what]) => [h("dt", kbd(combo)), h("dd", what)]);
  openDialog({ title: "Keys", body: () => h("dl.keys", rows) });
}

export function after(close, run) {
  return () => {
    close();
    run();
  };
}
