// Search, ticks and the night: everything works from a file, without a server.
"use strict";

const ROOT = document.currentScript?.dataset.root ?? document.querySelector("script[data-root]").dataset.root;
const COMMON = new Set(
  "a about after again all also am an and any are as at be because been before being but by can could did do does doing done for from get got had has have he her how i if in into is it its just like me more most much my no not now of off on once one only or our out over please really so some something still such than that the their them then there these they this those to too up us very want was we well were what when where which while who why will with would you your".split(" "),
);
const ENDINGS = ["ations", "ation", "ments", "ment", "ings", "ing", "edly", "ers", "er", "ed", "es", "ly", "s"];

function stem(word) {
  const ending = ENDINGS.find((one) => word.endsWith(one) && word.length - one.length >= 4);
  const cut = ending ? word.slice(0, -ending.length) : word;
  return cut.length > 3 && cut.at(-1) === cut.at(-2) ? cut.slice(0, -1) : cut;
}

function words(text) {
  const found = text.toLowerCase().replaceAll("’", "'").match(/[a-z0-9']+/g) ?? [];
  const stems = found.map(stem);
  const pairs = stems.slice(1).map((two, place) => `${stems[place]} ${two}`);
  return new Set([...stems.filter((one) => !COMMON.has(one)), ...pairs]);
}

// Naive Bayes over words and pairs of words, as in playbooks/finding/wording.py, without the vectors.
function learn(pages) {
  const counts = new Map();
  const sizes = pages.map(() => 0);
  pages.forEach((page, place) => {
    const tellings = [...page.told.map((text) => [text, 1]), [page.title, 2], [page.text, 1]];
    for (const [text, weight] of tellings) {
      for (const word of words(text)) {
        if (!counts.has(word)) counts.set(word, new Map());
        const row = counts.get(word);
        row.set(place, (row.get(place) ?? 0) + weight);
        sizes[place] += weight;
      }
    }
  });
  const total = sizes.reduce((sum, one) => sum + one, 0);
  return { counts, total, absent: sizes.map((size) => Math.log(100 / (size + 100))) };
}

function search(learned, pages, query, most) {
  const asked = [...words(query)];
  const last = stem((query.toLowerCase().match(/[a-z0-9']+$/) ?? [""])[0]);
  const known = asked.filter((word) => learned.counts.has(word));
  const begun = last.length > 2 && !learned.counts.has(last)
    ? [...learned.counts.keys()].filter((word) => word.startsWith(last) && !word.includes(" ")).slice(0, 8) : [];
  if (!known.length && !begun.length) return [];
  const scores = pages.map((_, place) => learned.absent[place] * (known.length + (begun.length ? 1 : 0)));
  const add = (word, share) => {
    const row = learned.counts.get(word);
    const usual = (100 * [...row.values()].reduce((sum, one) => sum + one, 0)) / learned.total;
    for (const [place, count] of row) scores[place] += share * Math.log1p(count / usual);
  };
  known.forEach((word) => add(word, 1));
  begun.forEach((word) => add(word, 1 / begun.length));
  const order = scores.map((score, place) => [score, place]).sort((one, two) => two[0] - one[0]);
  return order.slice(0, most).map(([, place]) => ({ page: pages[place], told: nearest(pages[place], new Set(asked)) }));
}

function nearest(page, asked) {
  let best = [0, page.told[0]];
  for (const text of page.told.slice(0, page.shown)) {
    const theirs = words(text);
    const shared = [...theirs].filter((word) => asked.has(word)).length / Math.sqrt(theirs.size + 6);
    if (shared > best[0]) best = [shared, text];
  }
  return best[1];
}

function card({ page, told }) {
  const link = document.createElement("a");
  link.className = "card";
  link.href = `${ROOT}page/${page.id}.html`;
  const title = document.createElement("strong");
  title.textContent = page.title;
  const why = document.createElement("span");
  why.textContent = told;
  const point = document.createElement("em");
  point.textContent = page.point;
  link.append(title, why, point);
  return link;
}

function enliven() {
  const pages = window.PLAYBOOKS ?? [];
  let learned;
  const ask = (query, most) => search((learned ??= learn(pages)), pages, query, most);
  const big = document.querySelector(".find.big input");
  const answers = document.querySelector(".answers");
  if (big) {
    const show = () => {
      const found = big.value.trim().length > 2 ? ask(big.value, 6) : [];
      answers.replaceChildren(...found.map(card));
      document.body.classList.toggle("answering", found.length > 0);
      if (big.value.trim().length > 2 && !found.length) answers.textContent = "Nothing fits yet. Say it in other words.";
    };
    big.addEventListener("input", show);
    big.form.addEventListener("submit", (event) => event.preventDefault());
    const query = new URLSearchParams(location.search).get("q");
    if (query) { big.value = query; show(); }
  }
  dropDown(document.querySelector(".top .find"), ask);
  remember();
  night();
}

function dropDown(form, ask) {
  const input = form.querySelector("input");
  const hits = form.querySelector(".hits");
  const close = () => { hits.hidden = true; };
  input.addEventListener("input", () => {
    const found = input.value.trim().length > 2 ? ask(input.value, 5) : [];
    hits.replaceChildren(...found.map(card));
    hits.hidden = !found.length;
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    if (event.key === "ArrowDown") { event.preventDefault(); hits.querySelector("a")?.focus(); }
  });
  hits.addEventListener("keydown", (event) => {
    const step = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
    if (event.key === "Escape") { close(); input.focus(); }
    if (step) { event.preventDefault(); (document.activeElement[step] ?? input).focus(); }
  });
  form.addEventListener("submit", (event) => {
    const first = hits.querySelector("a");
    if (first && !hits.hidden) { event.preventDefault(); location.href = first.href; }
  });
  document.addEventListener("click", (event) => { if (!form.contains(event.target)) close(); });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !/INPUT|TEXTAREA/.test(document.activeElement.tagName)) { event.preventDefault(); input.focus(); }
  });
}

function stored(key, value) {
  try {
    if (value !== undefined) localStorage.setItem(key, value);
    return localStorage.getItem(key);
  } catch { return null; }
}

function remember() {
  for (const box of document.querySelectorAll("input[data-step]")) {
    const key = `step:${box.dataset.step}`;
    box.checked = stored(key) === "1";
    box.addEventListener("change", () => stored(key, box.checked ? "1" : "0"));
  }
}

function night() {
  const set = (theme) => { if (theme) document.documentElement.dataset.theme = theme; };
  set(stored("theme"));
  document.querySelector(".night").addEventListener("click", () => {
    const dark = getComputedStyle(document.documentElement).getPropertyValue("--dark").trim() === "1";
    set(stored("theme", dark ? "light" : "dark") ?? (dark ? "light" : "dark"));
  });
}

addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
enliven();
