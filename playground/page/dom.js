// Builds elements; text only ever enters the page as text nodes, so nothing a person types can become markup.

const ICONS = new URL("icons.svg", import.meta.url).pathname;
const EVENT = /^on[A-Z]/;
const SAFE_URL = /^(https?:|mailto:|tel:|slack:|\/|#|data:image\/(png|jpe?g|gif|webp);|blob:)/i;

export function h(selector, ...rest) {
  const [tag, id, classes] = parse(selector);
  const node = document.createElement(tag);
  if (id) node.id = id;
  if (classes.length) node.className = classes.join(" ");
  for (const part of rest) isProps(part) ? applyProps(node, part) : append(node, part);
  return node;
}

export function append(node, child) {
  if (child === null || child === undefined || child === false || child === "") return node;
  if (Array.isArray(child)) child.forEach((one) => append(node, one));
  else node.append(child instanceof Node ? child : String(child));
  return node;
}

export function replace(node, ...children) {
  node.replaceChildren();
  return append(node, children);
}

// Anything but the plain schemes (javascript:, data:text/html, …) is dropped.
export function safeUrl(url) {
  const text = String(url ?? "").trim();
  return SAFE_URL.test(text) ? text : null;
}

// Draws again only when what it depends on changed, so focus and open menus stay.
export function redraw(node, depends, make) {
  const sign = JSON.stringify(depends);
  if (node.sign === sign) return;
  node.sign = sign;
  replace(node, make());
}

// What a message may link to: the web and its like, never a path of this page.
export function webUrl(url) {
  const text = safeUrl(url);
  return text && /^(https?|mailto|tel|slack):/i.test(text) ? text : null;
}

export function icon(name, size = 18) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  svg.setAttribute("class", "icon");
  svg.setAttribute("width", size);
  svg.setAttribute("height", size);
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("focusable", "false");
  use.setAttribute("href", `${ICONS}#i-${name}`);
  svg.append(use);
  return svg;
}

// Keeps nodes whose item did not change, so focus, scroll and open menus survive an update.
export function reconcile(parent, items, { key, signature, render }) {
  const kept = new Map([...parent.children].map((node) => [node.dataset.key, node]));
  let after = null;
  for (const item of items) {
    const id = key(item);
    const node = keepOrRender(kept.get(id), item, id, { signature, render });
    place(parent, node, after);
    kept.delete(id);
    after = node;
  }
  kept.forEach((node) => node.remove());
}

function keepOrRender(old, item, id, { signature, render }) {
  const sign = signature(item);
  if (old && old.sign === sign) return old;
  const node = render(item);
  node.dataset.key = id;
  node.sign = sign;
  if (old) change(old, node);
  return node;
}

// What had the focus has it again, by its id; where it is gone, the new element itself.
function change(old, node) {
  const held = old.contains(document.activeElement) ? document.activeElement : null;
  old.replaceWith(node);
  if (!held) return;
  const same = held.id ? node.querySelector(`#${CSS.escape(held.id)}`) : null;
  (same ?? node).focus({ preventScroll: true });
}

function place(parent, node, after) {
  const expected = after ? after.nextSibling : parent.firstChild;
  if (expected !== node) parent.insertBefore(node, expected);
}

function parse(selector) {
  const [head, ...classes] = selector.split(".");
  const [tag, id] = head.split("#");
  return [tag || "div", id, classes];
}

function isProps(part) {
  return part !== null && typeof part === "object" && !Array.isArray(part) && !(part instanceof Node);
}

function applyProps(node, props) {
  for (const [name, value] of Object.entries(props)) applyProp(node, name, value);
}

function applyProp(node, name, value) {
  if (value === undefined || value === null || value === false) return;
  if (EVENT.test(name)) node.addEventListener(name.slice(2).toLowerCase(), value);
  else if (name === "href" || name === "src") setUrl(node, name, value);
  else if (name === "style") Object.entries(value).forEach(([k, v]) => node.style.setProperty(k, v));
  else if (name === "dataset") Object.assign(node.dataset, value);
  else if (name === "value" || name === "checked" || name === "indeterminate") node[name] = value;
  else if (name === "class") node.className = [node.className, value].filter(Boolean).join(" ");
  else node.setAttribute(name, value === true ? "" : value);
}

function setUrl(node, name, value) {
  const url = safeUrl(value);
  if (url !== null) node.setAttribute(name, url);
}
