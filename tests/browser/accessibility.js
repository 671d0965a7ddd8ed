// A few of axe's rules, written out: run in the page, answers a list of sentences, empty when all is well.
(() => {
  const found = [];
  const seen = (node) => node.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true }) && node.getClientRects().length > 0;
  const inert = (node) => document.querySelector("dialog[open]") && !node.closest("dialog[open]");
  const path = (node) => `${node.tagName.toLowerCase()}${node.id ? `#${node.id}` : ""}.${[...node.classList].join(".")} "${(node.textContent ?? "").trim().slice(0, 40)}"`;
  const say = (rule, node) => found.push(`${rule}: ${path(node)}`);
  const text = (id) => document.getElementById(id)?.textContent ?? "";

  const nameOf = (node) => {
    const labelled = (node.getAttribute("aria-labelledby") ?? "").split(/\s+/).filter(Boolean).map(text).join(" ");
    const labels = [...(node.labels ?? [])].map((label) => label.textContent).join(" ");
    const images = [...node.querySelectorAll("img[alt], [role=img][aria-label]")].map((image) => image.getAttribute("alt") ?? image.getAttribute("aria-label")).join(" ");
    const field = /^(INPUT|TEXTAREA|SELECT)$/.test(node.tagName);
    return (labelled || node.getAttribute("aria-label") || labels || (field ? "" : node.textContent) || images || node.getAttribute("title") || "").trim();
  };

  const USABLE = "button, a[href], input:not([type=hidden]), textarea, select, [role=button], [role=combobox], [role=option], [role=menuitem], [role=tab], dialog[open], [role=dialog], [role=listbox]";
  for (const node of document.querySelectorAll(USABLE)) if (seen(node) && !inert(node) && !nameOf(node)) say("has no accessible name", node);
  for (const image of document.querySelectorAll("img")) if (!image.hasAttribute("alt")) say("picture without alt", image);
  for (const node of document.querySelectorAll("[tabindex]")) if (Number(node.getAttribute("tabindex")) > 0) say("positive tabindex", node);
  for (const node of document.querySelectorAll("button button, a button, button a, a a, button input")) say("nested interactive element", node);
  for (const node of document.querySelectorAll("[aria-hidden=true] :is(button, a[href], input, textarea, select)")) if (seen(node)) say("focusable inside aria-hidden", node);

  const ids = new Map();
  for (const node of document.querySelectorAll("[id]")) ids.set(node.id, (ids.get(node.id) ?? 0) + 1);
  for (const [id, count] of ids) if (count > 1) found.push(`id used ${count} times: ${id}`);
  for (const attribute of ["aria-labelledby", "aria-describedby", "for", "aria-activedescendant"]) {
    for (const node of document.querySelectorAll(`[${attribute}]`)) {
      for (const id of node.getAttribute(attribute).split(/\s+/)) if (!document.getElementById(id)) say(`${attribute} names no element (${id})`, node);
    }
  }
  for (const node of document.querySelectorAll("[aria-controls][aria-expanded=true]")) if (!document.getElementById(node.getAttribute("aria-controls"))) say("aria-controls names no element", node);
  for (const [role, parents] of [["option", "[role=listbox]"], ["menuitem", "[role=menu]"], ["tab", "[role=tablist]"]]) {
    for (const node of document.querySelectorAll(`[role=${role}]`)) if (!node.closest(parents)) say(`${role} outside ${parents}`, node);
  }
  if (!document.documentElement.lang) found.push("the page has no language");
  if (document.querySelectorAll("main").length !== 1) found.push("the page needs exactly one main");

  const parse = (colour) => {
    const [r, g, b, a = 1] = colour.match(/[\d.]+/g).map(Number);
    return colour.startsWith("color(srgb") ? [r * 255, g * 255, b * 255, a] : [r, g, b, a];
  };
  const over = ([r, g, b, a], under) => [r, g, b].map((part, n) => part * a + under[n] * (1 - a));
  const groundOf = (node) => {
    const layers = [];
    for (let at = node; at; at = at.parentElement) {
      layers.push(parse(getComputedStyle(at).backgroundColor));
      if (layers.at(-1)[3] === 1) break;
    }
    return layers.reverse().reduce((under, layer) => over(layer, under), [255, 255, 255]);
  };
  const luminance = (rgb) => rgb.map((part) => part / 255).map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)).reduce((sum, part, n) => sum + part * [0.2126, 0.7152, 0.0722][n], 0);
  const contrast = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const judged = new Set();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const holder = node.parentElement;
    if (!node.textContent.trim() || judged.has(holder) || !seen(holder) || inert(holder)) continue;
    judged.add(holder);
    if (holder.closest("svg, .emoji, .emoji-cells, .sr-only, :disabled, noscript")) continue;
    const style = getComputedStyle(holder);
    const ground = groundOf(holder);
    let alpha = 1;
    for (let at = holder; at; at = at.parentElement) alpha *= Number(getComputedStyle(at).opacity);
    const [r, g, b, a] = parse(style.color);
    const ratio = contrast(luminance(over([r, g, b, a * alpha], ground)), luminance(ground));
    const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (large ? 3 : 4.5)) say(`contrast ${ratio.toFixed(2)}`, holder);
  }
  return found;
})()
