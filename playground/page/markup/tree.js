// One tree for every way Slack writes text (mrkdwn, Markdown, rich_text); markup.js draws it.

export const text = (value) => ({ is: "text", value });
export const styled = (is, children) => ({ is, children });
export const inlineCode = (value) => ({ is: "code", value });
export const link = (url, children) => ({ is: "link", url, children });
export const user = (id, label) => ({ is: "user", id, label });
export const channel = (id, label) => ({ is: "channel", id, label });
export const usergroup = (id, label) => ({ is: "usergroup", id, label });
export const broadcast = (range) => ({ is: "broadcast", range });
export const date = (seconds, format, url, fallback) => ({ is: "date", seconds, format, url, fallback });
export const emoji = (name, unicode) => ({ is: "emoji", name, unicode });
export const lineBreak = () => ({ is: "break" });

export const paragraph = (children) => ({ is: "paragraph", children });
export const quote = (children) => ({ is: "quote", children });
export const pre = (value, language) => ({ is: "pre", value, language });
export const list = (ordered, items, { indent = 0, offset = 0, border = false } = {}) => ({
  is: "list",
  ordered,
  items,
  indent,
  offset,
  border,
});

export function plainText(nodes, names = {}) {
  return nodes.map((node) => plainOf(node, names)).join("");
}

const PLAIN = {
  text: (node) => node.value,
  code: (node) => node.value,
  pre: (node) => `${node.value}\n`,
  break: () => "\n",
  emoji: (node) => `:${node.name}:`,
  user: (node, names) => `@${names.user?.(node.id) ?? node.label ?? node.id}`,
  channel: (node, names) => `#${names.channel?.(node.id) ?? node.label ?? node.id}`,
  usergroup: (node, names) => `@${names.usergroup?.(node.id) ?? node.label ?? node.id}`,
  broadcast: (node) => `@${node.range}`,
  date: (node) => node.fallback ?? "",
  list: (node, names) => node.items.map((item) => `${plainText(item, names)}\n`).join(""),
};

function plainOf(node, names) {
  const direct = PLAIN[node.is];
  if (direct) return direct(node, names);
  return plainText(node.children ?? [], names) + (node.is === "paragraph" ? "\n" : "");
}
