// Search on the search page. The index (Pagefind) is fetched at the first word typed, never before.
const form = document.getElementById("search");
const field = document.getElementById("q");
const status = document.getElementById("status");
const list = document.getElementById("results");
const more = document.getElementById("more");
const words = form.dataset;
const STEP = 10;

let engine;
let found = [];
let shown = 0;
let turn = 0;

const say = (text, values = {}) => {
  status.textContent = text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
};

function load() {
  engine ??= import(`${words.base}pagefind/pagefind.js`).then(async (pagefind) => {
    await pagefind.options({ baseUrl: words.base, excerptLength: 28 });
    return pagefind;
  });
  return engine;
}

function make(name, properties = {}, ...children) {
  const node = Object.assign(document.createElement(name), properties);
  node.append(...children);
  return node;
}

// The excerpt is HTML: only its text and its <mark>s are taken over.
function excerptOf(html) {
  const from = new DOMParser().parseFromString(html, "text/html").body;
  return [...from.childNodes].map((node) =>
    node.nodeName === "MARK" ? make("mark", {}, node.textContent) : node.textContent);
}

// Short words with a hyphen are kept whole, as on the other pages.
function titleOf(title) {
  return title.split(" ").flatMap((word, at) =>
    [at ? " " : "", word.includes("-") && word.length < 16 ? make("span", { className: "nb" }, word) : word]);
}

function itemOf({ url, excerpt, meta }) {
  const tongue = meta.lang && meta.lang !== words.language ? { lang: meta.lang, dir: "auto" } : {};
  const title = meta.title || url;
  const kick = [];
  if (meta.countries) kick.push(make("span", { className: "slug" }, meta.countries));
  if (meta.date) kick.push(make("span", {}, meta.date));
  const parts = kick.length ? [make("p", { className: "kick" }, ...kick)] : [];
  parts.push(make("h2", tongue, make("a", { href: url }, ...titleOf(title))));
  const text = excerptOf(excerpt);
  const said = text.map((part) => part.textContent ?? part).join("").trim();
  if (said && said.replace(/\.$/, "") !== title.replace(/\.$/, "")) parts.push(make("p", tongue, ...text));
  if (meta.source) parts.push(make("p", { className: "meta" }, make("bdi", {}, meta.source)));
  return make("li", { className: "story" }, ...parts);
}

async function showMore() {
  const mine = turn;
  const next = found.slice(shown, shown + STEP);
  const items = await Promise.all(next.map((result) => result.data()));
  if (mine !== turn) return;
  const nodes = items.map(itemOf);
  list.append(...nodes);
  shown += next.length;
  more.hidden = shown >= found.length;
  return nodes[0];
}

function clear() {
  found = [];
  shown = 0;
  list.replaceChildren();
  more.hidden = true;
}

async function run() {
  const mine = ++turn;
  const query = field.value.trim();
  document.body.classList.toggle("searching", query !== "");
  if (!query) {
    clear();
    say("");
    return;
  }
  if (!list.children.length) say(words.searching);
  try {
    const pagefind = await load();
    const answer = await pagefind.debouncedSearch(query, {}, 150);
    if (answer === null || mine !== turn) return;
    clear();
    found = answer.results;
    await showMore();
    say(found.length ? words.found : words.none, { query, number: found.length.toLocaleString(words.language) });
  } catch {
    if (mine !== turn) return;
    engine = undefined;
    clear();
    document.body.classList.remove("searching");
    say(words.missing);
  }
}

const address = () => field.value.trim() ? `?q=${encodeURIComponent(field.value.trim())}` : location.pathname;

field.addEventListener("input", run);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  history.replaceState(null, "", address());
  run();
});
more.addEventListener("click", async () => (await showMore())?.querySelector("a").focus());

field.value = new URLSearchParams(location.search).get("q") ?? field.value;
if (field.value) run();
