// Standard Markdown, as the `markdown` block takes it, to the same tree; pure and total.

import * as t from "./tree.js";
import { parseWithEmoji } from "./mrkdwn.js";

const FENCE = /^\s*(```|~~~)\s*([\w+-]*)\s*$/;
const HEADING = /^(#{1,6})\s+(.*?)\s*#*$/;
const RULE = /^\s*([-*_])(?:\s*\1){2,}\s*$/;
const ITEM = /^(\s*)(?:([-*+])|(\d{1,9})[.)])\s+(?:\[([ xX])\]\s+)?(.*)$/;
const TABLE_LINE = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/;

export function parseMarkdown(source) {
  const all = String(source ?? "")
    .replace(/\r\n?/g, "\n")
    .split("\n");
  const blocks = [];
  for (let at = 0; at < all.length;) at = take(all, at, blocks);
  return blocks;
}

function take(all, at, blocks) {
  const line = all[at];
  if (line.trim() === "") return at + 1;
  if (FENCE.test(line)) return takeFence(all, at, blocks);
  if (HEADING.test(line)) return takeHeading(line, at, blocks);
  if (RULE.test(line)) return blocks.push({ is: "rule" }) && at + 1;
  if (line.startsWith(">")) return takeQuote(all, at, blocks);
  if (isTable(all, at)) return takeTable(all, at, blocks);
  if (ITEM.test(line)) return takeList(all, at, blocks);
  return takeParagraph(all, at, blocks);
}

function takeFence(all, at, blocks) {
  const [, mark, language] = FENCE.exec(all[at]);
  let end = at + 1;
  while (end < all.length && all[end].trim() !== mark) end++;
  blocks.push(t.pre(all.slice(at + 1, end).join("\n"), language || undefined));
  return end + 1;
}

function takeHeading(line, at, blocks) {
  const [, marks, body] = HEADING.exec(line);
  blocks.push({ is: "heading", level: marks.length, children: inline(body) });
  return at + 1;
}

function takeQuote(all, at, blocks) {
  let end = at;
  while (end < all.length && all[end].startsWith(">")) end++;
  blocks.push(
    t.quote(
      parseMarkdown(
        all
          .slice(at, end)
          .map((line) => line.replace(/^> ?/, ""))
          .join("\n"),
      ),
    ),
  );
  return end;
}

function isTable(all, at) {
  return all[at].includes("|") && at + 1 < all.length && TABLE_LINE.test(all[at + 1]) && all[at + 1].includes("-");
}

function takeTable(all, at, blocks) {
  let end = at + 2;
  while (end < all.length && all[end].includes("|")) end++;
  const rows = [all[at], ...all.slice(at + 2, end)].map(cells);
  blocks.push({ is: "table", rows: rows.map((row) => row.map(inline)), align: cells(all[at + 1]).map(alignment) });
  return end;
}

function cells(line) {
  return line
    .trim()
    .replace(/^\||\|$/g, "")
    .split("|")
    .map((cell) => cell.trim());
}

function alignment(mark) {
  if (mark.endsWith(":")) return mark.startsWith(":") ? "center" : "right";
  return "left";
}

function takeList(all, at, blocks) {
  const [, lead, , number] = ITEM.exec(all[at]);
  const ordered = number !== undefined;
  const items = [];
  let end = at;
  for (; end < all.length; end++) {
    const item = ITEM.exec(all[end]);
    if (!item || item[1].length !== lead.length || (item[3] !== undefined) !== ordered) break;
    items.push([...taskMark(item[4]), ...inline(item[5])]);
  }
  blocks.push(
    t.list(ordered, items, { indent: Math.floor(lead.length / 2), offset: ordered ? Number(number) - 1 : 0 }),
  );
  return end;
}

function taskMark(mark) {
  if (mark === undefined) return [];
  return [t.text(mark === " " ? "☐ " : "☑ ")];
}

function takeParagraph(all, at, blocks) {
  let end = at + 1;
  while (end < all.length && all[end].trim() !== "" && !startsBlock(all, end)) end++;
  const children = all.slice(at, end).flatMap((line, n) => [...(n ? [t.lineBreak()] : []), ...inline(line.trim())]);
  blocks.push(t.paragraph(children));
  return end;
}

function startsBlock(all, at) {
  const line = all[at];
  return FENCE.test(line) || HEADING.test(line) || RULE.test(line) || line.startsWith(">") || ITEM.test(line);
}

// In order of precedence: the first pattern whose match starts earliest wins, ties go to the earlier row.
const INLINE = [
  [/\\([\\`*_{}[\]()#+.!~|>-])/, (m) => [t.text(m[1])]],
  [/(`+)([\s\S]+?)\1/, (m) => [t.inlineCode(m[2])]],
  [/!\[([^\]]*)\]\(([^)\s]+)[^)]*\)/, (m) => [t.link(m[2], [t.text(m[1] || m[2])])]],
  [/\[([^\]]+)\]\(([^)\s]+)[^)]*\)/, (m) => [t.link(m[2], inline(m[1]))]],
  [/<(https?:\/\/[^>\s]+)>/, (m) => [t.link(m[1], [t.text(m[1])])]],
  [/<@([UW][A-Z0-9]+)>/, (m) => [t.user(m[1])]],
  [/<#(C[A-Z0-9]+)(?:\|[^>]*)?>/, (m) => [t.channel(m[1])]],
  [/\bhttps?:\/\/[^\s<>)]*[^\s<>).,;:!?]/, (m) => [t.link(m[0], [t.text(m[0])])]],
  [/\*\*\*(\S(?:[\s\S]*?\S)?)\*\*\*/, (m) => [t.styled("bold", [t.styled("italic", inline(m[1]))])]],
  [/\*\*(\S(?:[\s\S]*?\S)?)\*\*|__(\S(?:[\s\S]*?\S)?)__/, (m) => [t.styled("bold", inline(m[1] ?? m[2]))]],
  [/~~(\S(?:[\s\S]*?\S)?)~~/, (m) => [t.styled("strike", inline(m[1]))]],
  [/\*(\S(?:[^*]*?\S)?)\*|(?<!\w)_(\S(?:[^_]*?\S)?)_(?!\w)/, (m) => [t.styled("italic", inline(m[1] ?? m[2]))]],
];

function inline(source) {
  const best = earliest(source);
  if (!best) return parseWithEmoji(source);
  const { match, build } = best;
  return [
    ...parseWithEmoji(source.slice(0, match.index)),
    ...build(match),
    ...inline(source.slice(match.index + match[0].length)),
  ];
}

function earliest(source) {
  let best = null;
  for (const [pattern, build] of INLINE) {
    const match = pattern.exec(source);
    if (match && (!best || match.index < best.match.index)) best = { match, build };
  }
  return best;
}
