// Legacy attachments: the colour bar, its fields, and blocks inside it.

import { h } from "../dom.js";
import { drawMrkdwn, drawText } from "../markup/markup.js";
import { fullTime } from "../dates.js";
import { drawBlocks } from "./blocks.js";
import { picture } from "./media.js";

const NAMED = { good: "#2eb67d", warning: "#ecb22e", danger: "#e01e5a" };

export function drawAttachments(attachments, surface) {
  return h(
    "div.attachments",
    attachments.map((attachment) => drawAttachment(attachment, surface)),
  );
}

function drawAttachment(attachment, surface) {
  const bar =
    NAMED[attachment.color] ??
    (/^#?[0-9a-f]{6}$/i.test(attachment.color ?? "") ? `#${attachment.color.replace("#", "")}` : "var(--line)");
  const body = attachment.blocks?.length ? drawBlocks(attachment.blocks, surface) : drawClassic(attachment, surface);
  return h(
    "div.attachment-wrap",
    attachment.pretext && drawMrkdwn(attachment.pretext, surface.world),
    h("div.attachment", { style: { "--bar": bar } }, body),
  );
}

function drawClassic(attachment, surface) {
  const { world } = surface;
  return h(
    "div.attachment-body",
    h(
      "div.attachment-words",
      author(attachment),
      title(attachment, world),
      attachment.text && drawMrkdwn(attachment.text, world),
      attachment.fields?.length &&
        h(
          "div.fields",
          attachment.fields.map((field) => drawField(field, world)),
        ),
      attachment.actions?.length && h("div.actions", attachment.actions.map(legacyAction)),
      attachment.image_url && picture(attachment.image_url, attachment.fallback, "image-large"),
      footer(attachment, world),
    ),
    attachment.thumb_url && picture(attachment.thumb_url, attachment.fallback, "attachment-thumb"),
  );
}

function author(attachment) {
  if (!attachment.author_name && !attachment.service_name) return null;
  const name = attachment.author_name ?? attachment.service_name;
  return h(
    "div.attachment-author",
    attachment.author_icon && picture(attachment.author_icon, "", "thumb tiny"),
    attachment.author_link
      ? h("a", { href: attachment.author_link, target: "_blank", rel: "noopener noreferrer" }, name)
      : name,
  );
}

function title(attachment, world) {
  if (!attachment.title) return null;
  const words = drawText({ type: "plain_text", text: attachment.title }, world);
  return h(
    "div.attachment-title",
    attachment.title_link
      ? h("a", { href: attachment.title_link, target: "_blank", rel: "noopener noreferrer" }, words)
      : words,
  );
}

function drawField(field, world) {
  return h(
    `div.field${field.short ? "" : ".wide"}`,
    field.title && h("strong", field.title),
    drawMrkdwn(field.value ?? "", world),
  );
}

function legacyAction(action) {
  const looks = { primary: ".primary", danger: ".danger" }[action.style] ?? "";
  return h(
    `button.button${looks}`,
    { type: "button", disabled: true, title: "Buttons of legacy attachments are drawn, not sent." },
    action.text ?? action.name,
  );
}

function footer(attachment, world) {
  if (!attachment.footer && !attachment.ts) return null;
  return h(
    "div.attachment-footer",
    attachment.footer_icon && picture(attachment.footer_icon, "", "thumb tiny"),
    attachment.footer,
    attachment.ts && [attachment.footer && " | ", fullTime(Number(attachment.ts), world.zone?.())],
  );
}
