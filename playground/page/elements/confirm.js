// The question an app wants asked before an action is sent.

import { h } from "../dom.js";
import { drawText } from "../markup/markup.js";

export function confirmed(question, world) {
  if (!question) return Promise.resolve(true);
  return new Promise((answer) => ask(question, world, answer));
}

function ask(question, world, answer) {
  const dialog = h("dialog.modal.small", { "aria-labelledby": "confirm-title" });
  const close = (yes) => {
    dialog.close();
    dialog.remove();
    answer(yes);
  };
  dialog.append(
    h("header.modal-head", h("h2#confirm-title", drawText(question.title, world))),
    h("div.modal-body", drawText(question.text, world)),
    h(
      "footer.modal-foot",
      h(
        "button.button",
        { type: "button", onClick: () => close(false) },
        drawText(question.deny ?? { type: "plain_text", text: "Cancel" }, world),
      ),
      h(
        `button.button.${question.style === "danger" ? "danger-fill" : "primary"}`,
        { type: "button", autofocus: true, onClick: () => close(true) },
        drawText(question.confirm ?? { type: "plain_text", text: "OK" }, world),
      ),
    ),
  );
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    close(false);
  });
  document.body.append(dialog);
  dialog.showModal();
}
