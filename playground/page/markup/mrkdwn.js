// Slack's mrkdwn to a tree; pure, and total: any string gives a tree.

import * as t from "./tree.js";

const TOKEN = /<([^<>\n]+)>/;
const FENCE = /```([\s\S]+?)```/;
const QUOTE = /^(?:&gt;|>) ?/;
const QUOTE_REST = /^(?:&gt;|>){3}/;
const BULLET = /^(\s*)([•◦▪‣]|[-*](?= )) +(.*)$/;
const NUMBER = /^(\s*)(\d{1,3})[.)] +(.*)$/;
const BARE_URL = /\bhttps?:\/\/[^\s<>"'`*~]*[^\s<>"'`*~.,;:!?)\]_]/;
const EMOJI = /:([a-z0-9_+'-]+(?:::skin-tone-[2-6])?):/;
const SPECIAL_RANGE = /^!(here|channel|everyone|group)(?:\|.*)?$/;

export function parseMrkdwn(source, { typed = false } = {}) {
  const blocks = [];
  let rest = String(source ?? "");
  for (let fence = FENCE.exec(rest); fence; fence = FENCE.exec(rest)) {
    blocks.push(...lines(rest.slice(0, fence.index).replace(/\n$/, ""), typed));
    blocks.push(t.pre(unescape(flatten(fence[1].replace(/^\n|\n$/g, "")))));
    rest = rest.slice(fence.index + fence[0].length).replace(/^\n/, "");
  }
  return [...blocks, ...lines(rest, typed)];
}

function parseInline(source) {
  return inlineTokens(source).flatMap((part) => (typeof part === "string" ? spans(part) : [part]));
}

export function unescape(value) {
  return value.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
}

export function escape(value) {
  return value.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}

// Only people's own messages turn "- item" into a list; an app must send "•" or rich_text, as in Slack.
function lines(source, typed) {
  if (source === "") return [];
  const blocks = [];
  const all = source.split("\n");
  for (let at = 0; at < all.length;) at = takeLine(all, at, blocks, typed);
  return blocks;
}

function takeLine(all, at, blocks, typed) {
  if (QUOTE_REST.test(all[at])) return takeQuoteRest(all, at, blocks);
  if (QUOTE.test(all[at])) return takeQuote(all, at, blocks);
  if (isItem(all[at], typed)) return takeList(all, at, blocks, typed);
  return takeParagraph(all, at, blocks, typed);
}

function takeQuoteRest(all, at, blocks) {
  const body = [all[at].replace(QUOTE_REST, ""), ...all.slice(at + 1)].join("\n");
  blocks.push(t.quote(lines(body.trimStart(), false)));
  return all.length;
}

function takeQuote(all, at, blocks) {
  const end = firstIndex(all, at, (line) => !QUOTE.test(line));
  const body = all
    .slice(at, end)
    .map((line) => line.replace(QUOTE, ""))
    .join("\n");
  blocks.push(t.quote(withBreaks(body)));
  return end;
}

function takeList(all, at, blocks, typed) {
  const ordered = NUMBER.test(all[at]);
  const shape = ordered ? NUMBER : BULLET;
  const indent = shape.exec(all[at])[1].length;
  const end = firstIndex(all, at, (line) => {
    const item = isItem(line, typed) && shape.exec(line);
    return !item || item[1].length !== indent;
  });
  const items = all.slice(at, end).map((line) => shape.exec(line));
  const offset = ordered ? Number(items[0][2]) - 1 : 0;
  blocks.push(
    t.list(
      ordered,
      items.map((item) => parseInline(item[3])),
      { indent: Math.floor(indent / 2), offset },
    ),
  );
  return end;
}

function takeParagraph(all, at, blocks, typed) {
  const end = firstIndex(all, at + 1, (line) => QUOTE.test(line) || isItem(line, typed));
  blocks.push(t.paragraph(withBreaks(all.slice(at, end).join("\n"))));
  return end;
}

function isItem(line, typed) {
  const bullet = BULLET.exec(line);
  if (bullet) return typed || !"-*".includes(bullet[2]);
  return typed && NUMBER.test(line);
}

function withBreaks(source) {
  const parts = parseInline(source);
  return parts.flatMap((part) => (part.is === "text" ? splitBreaks(part.value) : [part]));
}

function splitBreaks(value) {
  return value.split("\n").flatMap((line, n) => [...(n ? [t.lineBreak()] : []), ...(line ? [t.text(line)] : [])]);
}

// Code is cut out first: nothing inside it is a token, an emoji or a style.
function inlineTokens(source) {
  const code = /`([^`\n]+)`/.exec(source);
  if (code) {
    return [
      ...inlineTokens(source.slice(0, code.index)),
      t.inlineCode(unescape(flatten(code[1]))),
      ...inlineTokens(source.slice(code.index + code[0].length)),
    ];
  }
  return source === "" ? [] : [source];
}

// A link inside code shows its address or its label, not its brackets.
function flatten(value) {
  return value.replace(/<([^<>\n]+)>/g, (_, inner) => inner.split("|").at(-1));
}

function spans(source) {
  const found = styledSpan(source);
  if (!found) return tokens(source);
  return [
    ...spans(source.slice(0, found.start)),
    t.styled(found.is, spans(found.inner)),
    ...spans(source.slice(found.end)),
  ];
}

const STYLES = { "*": "bold", _: "italic", "~": "strike" };
const STYLED = /(^|[\s([{"'“‘.,;:!?*_~—–-])([*_~])(?=\S)([^\n]*?\S)\2(?=$|[\s)\]}"'”’.,;:!?*_~—–-])/;

function styledSpan(source) {
  const masked = source.replace(/<[^<>\n]+>|:[a-z0-9_+-]+:/g, (token) => "\u0001".repeat(token.length));
  const match = STYLED.exec(masked);
  if (!match || /^[*_~]+$/.test(match[3])) return null;
  const start = match.index + match[1].length;
  const end = match.index + match[0].length;
  return { is: STYLES[match[2]], start, end, inner: source.slice(start + 1, end - 1) };
}

function tokens(source) {
  const match = TOKEN.exec(source);
  if (!match) return words(source);
  return [
    ...words(source.slice(0, match.index)),
    token(match[1]),
    ...tokens(source.slice(match.index + match[0].length)),
  ];
}

function token(inner) {
  const bar = inner.indexOf("|");
  const target = bar < 0 ? inner : inner.slice(0, bar);
  const label = bar < 0 ? undefined : unescape(inner.slice(bar + 1));
  if (target[0] === "@") return t.user(target.slice(1), label);
  if (target[0] === "#") return t.channel(target.slice(1), label);
  if (target[0] === "!") return special(inner, target, label);
  const shown = label ?? unescape(target).replace(/^mailto:/, "");
  return t.link(unescape(target), parseWithEmoji(shown));
}

function special(inner, target, label) {
  const range = SPECIAL_RANGE.exec(inner);
  if (range) return t.broadcast(range[1]);
  if (target.startsWith("!subteam^")) return t.usergroup(target.slice(9), label?.replace(/^@/, ""));
  if (target.startsWith("!date^")) return dateToken(target, label);
  return t.text(label ?? `<${inner}>`);
}

function dateToken(target, fallback) {
  const [, seconds, format, url] = target.split("^");
  if (!/^-?\d+$/.test(seconds) || !format) return t.text(fallback ?? "");
  return t.date(Number(seconds), unescape(format), url && unescape(url), fallback);
}

function words(source) {
  const match = BARE_URL.exec(source);
  if (!match) return parseWithEmoji(unescape(source));
  const url = unescape(match[0]);
  return [
    ...parseWithEmoji(unescape(source.slice(0, match.index))),
    t.link(url, [t.text(url)]),
    ...words(source.slice(match.index + match[0].length)),
  ];
}

export function parseWithEmoji(value) {
  const match = EMOJI.exec(value);
  if (!match) return value === "" ? [] : [t.text(value)];
  const before = value.slice(0, match.index);
  return [
    ...(before ? [t.text(before)] : []),
    t.emoji(match[1]),
    ...parseWithEmoji(value.slice(match.index + match[0].length)),
  ];
}

function firstIndex(all, from, test) {
  for (let at = from; at < all.length; at++) if (test(all[at])) return at;
  return all.length;
}
