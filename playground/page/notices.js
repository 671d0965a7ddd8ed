// Short sentences at the foot of the page, and words for the screen reader only.

import { h, icon } from "./dom.js";

const STAY = 6000;

export class Notices {
  constructor(box, announcer) {
    this.box = box;
    this.announcer = announcer;
  }

  say(sentence) {
    this.show(sentence, "check");
  }

  warn(sentence) {
    this.show(sentence, "warning");
  }

  // Told to screen readers without stealing the focus.
  announce(sentence) {
    this.announcer.textContent = sentence;
  }

  // With a way to go there.
  offer(sentence, label, run) {
    this.show(sentence, "eye", { label, run });
  }

  show(sentence, mark, action) {
    const toast = h("div.toast", { role: "status" }, icon(mark), h("span", sentence));
    if (action)
      toast.append(
        h(
          "button.toast-action",
          {
            type: "button",
            onClick: () => {
              toast.remove();
              action.run();
            },
          },
          action.label,
        ),
      );
    toast.append(
      h(
        "button.icon-button",
        { type: "button", "aria-label": "Dismiss", onClick: () => toast.remove() },
        icon("close", 14),
      ),
    );
    this.box.append(toast);
    while (this.box.children.length > 3) this.box.firstChild.remove();
    setTimeout(() => toast.remove(), STAY);
  }
}
