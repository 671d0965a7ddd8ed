// Draws a list of blocks on a surface; a block this page does not know is named, not hidden.

import { h } from "../dom.js";
import { drawSection, drawHeader, drawDivider, drawContext, drawAlert } from "./text.js";
import { drawActions, drawContextActions, drawInput } from "./inputs.js";
import { drawImage, drawVideo, drawFileBlock, drawCall } from "./media.js";
import { drawTable } from "./table.js";
import { drawCard, drawCarousel, drawContainer, drawPlan, drawTaskCard } from "./cards.js";
import { drawMarkdown, drawRichText } from "../markup/markup.js";

const BLOCKS = {
  section: drawSection,
  header: drawHeader,
  divider: drawDivider,
  context: drawContext,
  alert: drawAlert,
  actions: drawActions,
  context_actions: drawContextActions,
  input: drawInput,
  image: drawImage,
  video: drawVideo,
  file: drawFileBlock,
  call: drawCall,
  table: drawTable,
  data_table: drawTable,
  card: drawCard,
  carousel: drawCarousel,
  container: drawContainer,
  plan: drawPlan,
  task_card: drawTaskCard,
  rich_text: (block, surface) => drawRichText(block, surface.world),
  markdown: (block, surface) => drawMarkdown(block.text, surface.world),
};

export function drawBlocks(blocks, surface) {
  return h(
    "div.blocks",
    (blocks ?? []).map((block) => drawBlock(block, surface)),
  );
}

function drawBlock(block, surface) {
  const make = BLOCKS[block.type];
  const body = make ? make(block, { ...surface, drawBlocks }) : unknown(block);
  return h(`div.block.block-${safeClass(block.type)}`, { dataset: { block: block.block_id ?? "" } }, body);
}

function unknown(block) {
  return h("p.unknown", `This page cannot draw a block of type “${block.type}”. The inspector shows its JSON.`);
}

function safeClass(type) {
  return String(type).replace(/[^a-z_]/g, "");
}
