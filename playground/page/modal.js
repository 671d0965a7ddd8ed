// The modal on top of the stack: a native dialog, so focus stays inside and returns where it came from.

import { h, icon, replace } from "./dom.js";
import { avatar } from "./avatar.js";
import { drawBlocks } from "./blocks/blocks.js";
import { drawText } from "./markup/markup.js";
import { forgetForm, formOf } from "./form.js";
import { viewSurface } from "./world.js";

const TROUBLE = "We had some trouble connecting. Try again?";

export class Modals {
  constructor(parts) {
    this.parts = parts;
    this.dialog = h("dialog.modal", { "aria-labelledby": "modal-title" });
    this.dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      this.close({ all: true });
    });
    this.errors = {};
  }

  draw() {
    const { views } = this.parts.store;
    const view = views.at(-1);
    if (!view) return this.hide();
    const sign = `${view.id}:${view.hash}:${views.length}`;
    if (sign !== this.sign) this.show(view, sign);
    return undefined;
  }

  show(view, sign) {
    if (view.id !== this.view?.id) this.errors = {};
    this.sign = sign;
    this.view = view;
    this.trouble = null;
    this.render();
    if (!this.dialog.isConnected) document.body.append(this.dialog);
    if (!this.dialog.open) this.begin();
    this.focusFirst();
  }

  begin() {
    const from = document.activeElement;
    this.from = { id: from?.id, ts: from?.closest(".message")?.dataset.ts };
    this.dialog.showModal();
  }

  hide() {
    if (this.dialog.open) this.dialog.close();
    this.sign = null;
    this.view = null;
    this.dialog.remove();
    if (document.activeElement === document.body) this.goBack();
  }

  // The form may have changed the very message it was opened from, and with it the button that had the focus.
  goBack() {
    const { id, ts } = this.from ?? {};
    const same = id && document.getElementById(id);
    if (same) same.focus();
    else if (ts) this.parts.focusMessage(ts);
  }

  render() {
    const focused = this.dialog.contains(document.activeElement) ? document.activeElement.id : null;
    const top = this.dialog.querySelector(".modal-body")?.scrollTop ?? 0;
    replace(
      this.dialog,
      this.head(),
      this.banner(),
      h("div.modal-body", { tabindex: "-1" }, drawBlocks(this.view.blocks, this.surface())),
      this.foot(),
    );
    this.dialog.querySelector(".modal-body").scrollTop = top;
    if (focused) document.getElementById(focused)?.focus();
  }

  head() {
    const { store, world } = this.parts;
    const app = store.apps.get(this.view.app_id);
    return h(
      "header.modal-head",
      avatar(store.person(app?.bot_user) ?? { real_name: app?.name ?? "App" }, 26),
      h("h2#modal-title", drawText(this.view.title, world)),
      h(
        "button.icon-button",
        { type: "button", "aria-label": "Close", title: "Close (Escape)", onClick: () => this.close({ all: true }) },
        icon("close"),
      ),
    );
  }

  banner() {
    return this.trouble && h("p.banner-wrong", { role: "alert" }, icon("warning", 15), this.trouble);
  }

  foot() {
    const { world, store } = this.parts;
    const { submit, close } = this.view;
    const back = close ?? { type: "plain_text", text: store.views.length > 1 ? "Back" : submit ? "Cancel" : "Close" };
    this.submitButton =
      submit && h("button.button.primary", { type: "button", onClick: () => this.submit() }, drawText(submit, world));
    return h(
      "footer.modal-foot",
      h("button.button", { type: "button", onClick: () => this.close() }, drawText(back, world)),
      this.submitButton,
    );
  }

  surface() {
    return viewSurface(this.view, {
      ...this.parts,
      errors: this.errors,
      channel: this.parts.store.place.channel,
      failed: (sentence) => this.say(sentence),
    });
  }

  say(sentence) {
    this.trouble = sentence ?? null;
    const old = this.dialog.querySelector(":scope > .banner-wrong");
    old?.remove();
    const banner = this.banner();
    if (banner) this.dialog.querySelector(".modal-head").after(banner);
  }

  async submit() {
    const { view, submitButton } = this; // what comes meanwhile may be a view without one
    if (submitButton.getAttribute("aria-busy") === "true") return;
    submitButton.setAttribute("aria-busy", "true");
    const answer = await this.parts.deeds.api.post("interact", {
      kind: "view_submission",
      view_id: view.id,
      values: formOf(view.id).values(),
    });
    submitButton.removeAttribute("aria-busy");
    this.answered(view, answer);
  }

  answered(view, answer) {
    if (!answer.ok || ["timeout", "failed"].includes(answer.outcome))
      return this.say(answer.outcome ? TROUBLE : (answer.detail ?? TROUBLE));
    if (answer.outcome === "errors") return this.showErrors(answer.errors);
    if (["closed", "cleared"].includes(answer.outcome)) forgetForm(view.id);
    this.errors = {};
    if (answer.views) this.parts.store.views = answer.views;
    this.parts.store.changed("views");
    return undefined;
  }

  showErrors(errors) {
    this.errors = errors;
    this.trouble = null;
    this.render();
    const first = this.dialog.querySelector(".wrong :is(input, textarea, [role=combobox], [tabindex])");
    first?.focus();
    first?.closest(".wrong").scrollIntoView({ block: "center" });
  }

  // The button goes one view back; the cross clears the whole stack.
  async close({ all = false } = {}) {
    const { view } = this;
    if (!view) return;
    const { store, deeds } = this.parts;
    const before = store.views;
    store.views = all ? [] : before.slice(0, -1);
    (all ? before : [view]).forEach((one) => forgetForm(one.id));
    store.changed("views");
    const answer = await deeds.ask("interact", { kind: "view_closed", view_id: view.id, cleared: all || undefined });
    if (answer.ok && answer.views) store.views = answer.views;
    store.changed("views");
  }

  focusFirst() {
    if (this.dialog.querySelector(".modal-body")?.contains(document.activeElement)) return;
    const wanted =
      this.dialog.querySelector("[autofocus]") ??
      this.dialog.querySelector(".modal-body :is(input:not([type=file]), textarea, select)");
    const chosen = wanted?.type === "radio" && wanted.closest(".choices").querySelector(":checked");
    (chosen || wanted || this.submitButton || this.dialog.querySelector(".modal-foot button")).focus();
    if (wanted?.matches("input[type=text]")) wanted.scrollLeft = 0;
  }
}
