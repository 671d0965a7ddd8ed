// Draws a markup tree as elements; `world` tells names, the viewer's zone and what a click does.

import { h, webUrl } from "../dom.js";
import { formatDate, fullTime } from "../dates.js";
import { emojiChar } from "../emoji.js";
import { parseMrkdwn, parseWithEmoji } from "./mrkdwn.js";
import { parseMarkdown } from "./markdown.js";
import { parseRichText } from "./richtext.js";

export function drawMrkdwn(source, world, options) {
  return h("div.markup", draw(parseMrkdwn(source, options), world));
}

export function drawMarkdown(source, world) {
  return h("div.markup.markdown", draw(parseMarkdown(source), world));
}

export function drawRichText(block, world) {
  return h("div.markup.rich-text", draw(parseRichText(block), world));
}

// A text object: plain_text knows emoji only, mrkdwn everything (verbatim: no automatic links).
export function drawText(object, world) {
  if (object === null || object === undefined) return null;
  if (typeof object === "string") return drawMrkdwn(object, world);
  if (object.type === "mrkdwn") return drawMrkdwn(object.text, world);
  return h(
    "span.plain",
    draw(object.emoji === false ? [{ is: "text", value: object.text }] : parseWithEmoji(object.text ?? ""), world),
  );
}

export function draw(nodes, world) {
  const jumbo = onlyEmoji(nodes);
  return nodes.map((node) => drawNode(node, world, jumbo));
}

function drawNode(node, world, jumbo) {
  const make = NODES[node.is];
  return make ? make(node, world, jumbo) : document.createTextNode("");
}

const inner = (node, world, jumbo) => node.children.map((child) => drawNode(child, world, jumbo));

const NODES = {
  text: (node) => document.createTextNode(node.value),
  break: () => h("br"),
  bold: (node, world) => h("strong", inner(node, world)),
  italic: (node, world) => h("em", inner(node, world)),
  strike: (node, world) => h("s", inner(node, world)),
  underline: (node, world) => h("u", inner(node, world)),
  code: (node) => h("code", node.value),
  paragraph: (node, world, jumbo) => h("p", inner(node, world, jumbo)),
  quote: (node, world) => h("blockquote", inner(node, world)),
  pre: (node) =>
    h(
      "pre",
      { tabindex: "0", "aria-label": node.language ? `Code, ${node.language}` : "Code", role: "group" },
      node.value,
    ),
  rule: () => h("hr"),
  heading: (node, world) => h(`h${Math.min(6, node.level + 2)}.md-h${node.level}`, inner(node, world)),
  list: drawList,
  table: drawTable,
  link: drawLink,
  user: drawUser,
  team: (node) => h("span.mention", `@${node.id}`),
  channel: drawChannel,
  usergroup: (node, world) =>
    h("span.mention", `@${(world.usergroup(node.id)?.handle ?? node.label ?? node.id).replace(/^@/, "")}`),
  broadcast: (node) => h("span.mention.mention-me", `@${node.range}`),
  emoji: (node, world, jumbo) =>
    drawEmoji(node.name, { unicode: node.unicode, custom: world.customEmoji?.(node.name), jumbo }),
  date: drawDate,
  color: (node) => h("span.colour", h("span.colour-dot", { style: { "background-color": node.value } }), node.value),
};

export function drawEmoji(name, { unicode, custom, jumbo } = {}) {
  if (custom)
    return h(
      jumbo ? "span.emoji.jumbo" : "span.emoji",
      h("img", { src: custom, alt: `:${name}:`, title: `:${name}:` }),
    );
  const char = unicode ? fromHex(unicode) : emojiChar(name);
  if (!char) return document.createTextNode(`:${name}:`);
  return h(
    jumbo ? "span.emoji.jumbo" : "span.emoji",
    { role: "img", "aria-label": `${name.replaceAll("_", " ")} emoji`, title: `:${name}:` },
    char,
  );
}

function drawList(node, world) {
  const tag = node.ordered ? "ol" : "ul";
  const props = {
    class: `indent-${Math.min(node.indent, 5)}${node.border ? " bordered" : ""}`,
    start: node.ordered && node.offset ? node.offset + 1 : undefined,
  };
  return h(
    tag,
    props,
    node.items.map((item) =>
      h(
        "li",
        item.map((child) => drawNode(child, world)),
      ),
    ),
  );
}

function drawTable(node, world) {
  const row = (cells, tag) =>
    h(
      "tr",
      cells.map((cell, n) =>
        h(
          tag,
          { style: { "text-align": node.align[n] ?? "left" } },
          cell.map((child) => drawNode(child, world)),
        ),
      ),
    );
  return h(
    "div.table-scroll",
    { tabindex: "0", role: "group", "aria-label": "Table" },
    h(
      "table",
      h("thead", row(node.rows[0], "th")),
      h(
        "tbody",
        node.rows.slice(1).map((cells) => row(cells, "td")),
      ),
    ),
  );
}

function drawLink(node, world) {
  const label = node.children.map((child) => drawNode(child, world));
  const url = webUrl(node.url);
  if (!url) return h("span", { title: "This link was not made clickable: its scheme is not allowed." }, label);
  const here = world.placeOf?.(url);
  const go =
    here &&
    ((event) => {
      event.preventDefault();
      world.openChannel(here.channel, here);
    });
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer nofollow", onClick: go }, label);
}

function drawUser(node, world) {
  const person = world.user(node.id);
  const name = person?.shown ?? node.label ?? node.id;
  const mine = node.id === world.me ? ".mention-me" : "";
  return h(
    `button.mention${mine}`,
    { type: "button", dataset: { user: node.id }, onClick: () => world.openPerson?.(node.id) },
    `@${name}`,
  );
}

function drawChannel(node, world) {
  const channel = world.channel(node.id);
  const name = channel?.name ?? node.label ?? "unknown-channel";
  return h(
    "button.mention.mention-channel",
    { type: "button", dataset: { channel: node.id }, onClick: () => world.openChannel?.(node.id) },
    `#${name}`,
  );
}

function drawDate(node, world) {
  const zone = world.zone?.();
  const shown = h(
    "time",
    { datetime: iso(node.seconds), title: fullTime(node.seconds, zone) },
    dateText(node, world, zone),
  );
  const url = webUrl(node.url);
  return url ? h("a", { href: url, target: "_blank", rel: "noopener noreferrer nofollow" }, shown) : shown;
}

function dateText(node, world, zone) {
  try {
    return formatDate(node.seconds, node.format, { zone, now: world.now?.() ?? Date.now() / 1000 });
  } catch {
    return node.fallback ?? "";
  }
}

function iso(seconds) {
  const at = new Date(seconds * 1000);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}

function fromHex(unicode) {
  const codes = unicode.split("-").map((code) => parseInt(code, 16));
  return codes.every((code) => code > 0 && code < 0x110000) ? String.fromCodePoint(...codes) : undefined;
}

// A message of a few emoji and nothing else is drawn large.
function onlyEmoji(nodes) {
  if (nodes.length !== 1 || nodes[0].is !== "paragraph") return false;
  const parts = nodes[0].children;
  const emoji = parts.filter((part) => part.is === "emoji").length;
  return (
    emoji > 0 &&
    emoji <= 23 &&
    parts.every((part) => part.is === "emoji" || (part.is === "text" && part.value.trim() === ""))
  );
}
