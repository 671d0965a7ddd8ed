// Blocks made of other blocks: cards, carousels, containers, plans and their tasks.

import { h, icon } from "../dom.js";
import { drawRichText, drawText } from "../markup/markup.js";
import { drawElement } from "../elements/elements.js";
import { drawThumb, picture } from "./media.js";

export function drawCard(block, surface) {
  return h(
    "div.card",
    block.hero_image && picture(block.hero_image.image_url, block.hero_image.alt_text, "card-hero"),
    (block.icon || block.title || block.subtitle) &&
      h("div.card-head", block.icon && drawThumb(block.icon, 36), titles(block, surface)),
    block.body && h("div.card-body", drawText(block.body, surface.world)),
    block.actions &&
      h(
        "div.actions",
        block.actions.map((element) => drawElement(element, block, surface)),
      ),
  );
}

export function drawCarousel(block, surface) {
  const cards = block.elements ?? block.cards ?? [];
  return h(
    "div.carousel",
    { tabindex: "0", role: "group", "aria-label": `${cards.length} cards` },
    cards.map((card) => drawCard(card, surface)),
  );
}

export function drawContainer(block, surface) {
  const title = block.rich_text_title
    ? drawRichText(block.rich_text_title, surface.world)
    : drawText(block.title, surface.world);
  const head = [
    block.icon && drawThumb(block.icon, 24),
    h("div", h("strong", title), block.subtitle && h("div.soft", drawText(block.subtitle, surface.world))),
  ];
  const body = surface.drawBlocks(block.child_blocks, surface);
  const width = `width-${["narrow", "standard", "wide", "full"].includes(block.width) ? block.width : "standard"}`;
  if (!block.is_collapsible)
    return h(
      "div.container",
      { class: width },
      h(`div.container-head${block.has_header_divider ? ".ruled" : ""}`, head),
      body,
    );
  return h(
    "details.container",
    { class: width, open: !block.default_collapsed },
    h("summary.container-head", head),
    body,
  );
}

export function drawPlan(block, surface) {
  return h(
    "div.plan",
    h("strong.plan-title", plain(block.title)),
    h(
      "ol.tasks",
      (block.tasks ?? []).map((task) => h("li", drawTaskCard(task, surface))),
    ),
  );
}

const TASK = {
  pending: ["clock", "Pending"],
  in_progress: ["reset", "In progress"],
  complete: ["check", "Complete"],
  error: ["warning", "Failed"],
};

export function drawTaskCard(block, surface) {
  const [mark, word] = TASK[block.status] ?? TASK.pending;
  const rest = [
    block.details && drawRichText(block.details, surface.world),
    block.output && drawRichText(block.output, surface.world),
    sources(block.sources),
  ];
  const head = [
    h("span.task-mark", { title: word }, icon(mark, 16)),
    h("span.sr-only", `${word}: `),
    plain(block.title),
  ];
  if (!rest.some(Boolean)) return h(`div.task.task-${block.status}`, h("div.task-head", head));
  return h(`details.task.task-${block.status}`, h("summary.task-head", head), h("div.task-rest", rest));
}

function titles(block, surface) {
  return h(
    "div",
    block.title && h("strong", drawText(block.title, surface.world)),
    block.subtitle && h("div.soft", drawText(block.subtitle, surface.world)),
  );
}

function sources(list) {
  return list?.length
    ? h(
        "div.sources",
        list.map((one) =>
          h("a.chip", { href: one.url, target: "_blank", rel: "noopener noreferrer" }, one.text ?? one.url),
        ),
      )
    : null;
}

function plain(title) {
  return typeof title === "string" ? title : (title?.text ?? "");
}
