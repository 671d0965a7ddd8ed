// A rich_text block to the same tree; every documented element, and a readable remainder for unknown ones.

import * as t from "./tree.js";

export function parseRichText(block) {
  return (block.elements ?? []).map(part);
}

export function richTextToPlain(block, names) {
  return t.plainText(parseRichText(block ?? {}), names).replace(/\n$/, "");
}

function part(element) {
  const build = PARTS[element.type];
  return build ? build(element) : t.paragraph(inlineOf(element));
}

const PARTS = {
  rich_text_section: (element) => t.paragraph(inlineOf(element)),
  rich_text_quote: (element) => t.quote(inlineOf(element)),
  rich_text_preformatted: (element) => t.pre(t.plainText(inlineOf(element)), element.language),
  rich_text_list: (element) =>
    t.list(element.style === "ordered", (element.elements ?? []).map(inlineOf), {
      indent: element.indent ?? 0,
      offset: element.offset ?? 0,
      border: Boolean(element.border),
    }),
};

function inlineOf(element) {
  return (element.elements ?? []).flatMap((child) => dress(leaf(child), child.style));
}

function leaf(child) {
  const build = LEAVES[child.type];
  return build ? build(child) : [t.text(child.text ?? child.fallback ?? "")];
}

const LEAVES = {
  text: (child) => brokenLines(child.text ?? ""),
  link: (child) => [t.link(child.url, [t.text(child.text || child.url)])],
  user: (child) => [t.user(child.user_id)],
  channel: (child) => [t.channel(child.channel_id)],
  usergroup: (child) => [t.usergroup(child.usergroup_id)],
  team: (child) => [{ is: "team", id: child.team_id }],
  broadcast: (child) => [t.broadcast(child.range)],
  emoji: (child) => [
    t.emoji(child.skin_tone ? `${child.name}::skin-tone-${child.skin_tone}` : child.name, child.unicode),
  ],
  date: (child) => [t.date(Number(child.timestamp), child.format, child.url, child.fallback)],
  color: (child) => [{ is: "color", value: child.value }],
};

function brokenLines(value) {
  return value.split("\n").flatMap((line, n) => [...(n ? [t.lineBreak()] : []), ...(line ? [t.text(line)] : [])]);
}

function dress(nodes, style = {}) {
  if (style.code) return nodes.map((node) => (node.is === "text" ? t.inlineCode(node.value) : node));
  const worn = ["bold", "italic", "strike", "underline"].filter((name) => style[name]);
  return worn.reduce((inner, is) => [t.styled(is, inner)], nodes);
}
