"use strict";
// Searches the index that stands beside it. Every word of an article enters the page as text, never as markup.
(() => {
  const PER_PAGE = 50;
  const WAIT = 120;                                   // milliseconds after the last key
  const byId = (id) => document.getElementById(id);
  const index = JSON.parse(byId("donnees").textContent);
  const { rows, names, dates, words } = index;
  const [HREF, TITLE, DATE, MADE, SOURCE, AUTHOR, ACTORS, PLACES, WORDS, OPENING, SIZES, STEM, REPORTS, PINNED, CUT, VARIANTS] =
    Array.from({ length: 16 }, (_, place) => place);

  const PLAIN = { "œ": "oe", "æ": "ae", "’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-" };
  const key = (text) => text.normalize("NFD").replace(/\p{M}+/gu, "").toLowerCase()
    .replace(/[œæ’‘ʼ‐‑]/g, (sign) => PLAIN[sign]).replace(/\s+/g, " ").trim();
  const keys = names.map(key);
  const haystack = [];                                // made when first needed
  const text = (at) => haystack[at] ??= [
    key(rows[at][TITLE]), key(rows[at][OPENING]), keys[rows[at][SOURCE]], keys[rows[at][AUTHOR]],
    ...[...rows[at][ACTORS], ...rows[at][PLACES], ...rows[at][REPORTS]].map((name) => keys[name]),
  ].join("\n");

  // What was asked ------------------------------------------------------------------------------------------------
  const FIELDS = ["mots", "du", "au", "source", "acteur", "lieu", "rapport", "tri"].filter(byId);
  const asked = () => Object.fromEntries(FIELDS.map((name) => [name, byId(name).value]));
  const needles = (told) => Array.from(key(told.replace(/[«»“”]/g, '"')).matchAll(/"([^"]*)"?|[^\s"]+/g),
    (match) => (match[1] ?? match[0]).trim()).filter(Boolean);
  const last = (date) => date.length === 4 ? date + "-12-31" : date.length === 7 ? date + "-31" : date;

  function matching(told) {
    const wanted = needles(told.mots), source = key(told.source), actor = key(told.acteur), place = key(told.lieu);
    const report = told.rapport || "";
    const within = (date) => (!told.du || (date && last(date) >= told.du)) && (!told.au || (date && date <= told.au));
    const some = (list, needle) => !needle || list.some((name) => keys[name].includes(needle));
    const found = [];
    for (let at = 0; at < rows.length; at++) {
      const row = rows[at];
      if (within(dates[row[DATE]][0]) && some([row[SOURCE]], source) && some(row[ACTORS], actor)
        && some(row[PLACES], place) && (!report || row[REPORTS].some((name) => names[name] === report))
        && wanted.every((needle) => text(at).includes(needle))) found.push(at);
    }
    return sorted(found, told.tri);
  }

  function sorted(found, by) {                        // rows come newest article first
    const compare = new Intl.Collator(index.language, { numeric: true }).compare;
    const made = (at) => dates[rows[at][MADE]][0];
    if (by === "note") found.sort((a, b) => (made(a) < made(b)) - (made(a) > made(b)) || a - b);
    if (by === "titre") found.sort((a, b) => compare(rows[a][TITLE], rows[b][TITLE]) || a - b);
    return found;
  }

  // What is shown -------------------------------------------------------------------------------------------------
  const whole = (value) => String(value).replace(/\B(?=(\d{3})+$)/g, words.thousand);
  const counted = (value, one, many) =>
    whole(value) + "\u00a0" + words[(index.language === "fr" ? value < 2 : value === 1) ? one : many];
  function weight(size) {
    if (size < 1e6) return Math.ceil(size / 1e3) + "\u00a0" + words.kilo;
    const tenths = Math.ceil(size / 1e5);
    return Math.floor(tenths / 10) + words.comma + tenths % 10 + "\u00a0" + words.mega;
  }
  function make(tag, told, ...inside) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(told)) node.setAttribute(name, value);
    node.append(...inside);
    return node;
  }

  function facts(row) {
    const [date, day] = dates[row[DATE]];
    const line = make("p", { class: "facts" },
      date ? make("time", { datetime: date }, day) : make("span", {}, words.undated));
    for (const name of [row[SOURCE], row[AUTHOR]]) if (names[name]) line.append(make("span", {}, names[name]));
    if (row[WORDS]) line.append(make("span", {}, counted(row[WORDS], "word", "words")));
    if (row[CUT]) line.append(make("span", {}, row[CUT]));
    for (const name of row[REPORTS]) line.append(make("span", { class: "report" }, names[name]));
    if (row[PINNED]) line.append(make("span", { class: "pinned" }, words.pinned));
    return line;
  }

  function files(row) {
    const stem = row[HREF] + "/" + (row[STEM] || "briefing"), [, pdf, notebook, data] = row[SIZES];
    const line = make("p", { class: "files" });
    for (const [size, label, href] of [[pdf, "PDF", stem + ".pdf"], [notebook, words.notebook, stem + ".ipynb"],
      [data, words.data, row[HREF] + "/data/analysis.json"]])
      if (size) line.append(make("a", { href }, label + " ", make("small", {}, weight(size))));
    return line;
  }

  function item(at) {
    const row = rows[at], href = row[HREF] + "/" + (row[STEM] || "briefing") + ".html";
    const foreign = index.language === "fr" ? {} : { lang: "fr" };      // articles are French on any page
    const node = make("li", { class: "briefing" },
      make("h3", foreign, row[SIZES][0] ? make("a", { href }, row[TITLE]) : row[TITLE]), facts(row));
    if (row[OPENING]) node.append(make("p", { class: "opening", ...foreign }, row[OPENING]));
    for (const [label, list] of [[words.actors, row[ACTORS]], [words.places, row[PLACES]]])
      if (list.length) node.append(make("p", { class: "names" }, make("b", {}, label), " ",
        list.map((name) => names[name]).join(", ")));
    if (row[VARIANTS].length) node.append(make("p", { class: "names" }, make("b", {}, words.variants), " ",
      ...row[VARIANTS].flatMap(([href, name], place) => [...(place ? [" · "] : []), make("a", { href }, name)])));
    node.append(files(row));
    return node;
  }

  let found = [], page = 0;
  function show() {
    const pages = Math.max(1, Math.ceil(found.length / PER_PAGE));
    page = Math.min(Math.max(page, 0), pages - 1);
    byId("liste").replaceChildren(...found.slice(page * PER_PAGE, (page + 1) * PER_PAGE).map(item));
    byId("compte").textContent = found.length === rows.length ? counted(rows.length, "one", "many")
      : found.length ? counted(found.length, "one", "many") + " " + words.of + " " + whole(rows.length) : words.none;
    byId("pages").hidden = pages === 1;
    byId("ou").textContent = words.page + " " + whole(page + 1) + " / " + whole(pages);
    byId("avant").disabled = page === 0;
    byId("apres").disabled = page === pages - 1;
  }

  // An address that can be sent ----------------------------------------------------------------------------------
  function noted(told) {
    const kept = new URLSearchParams(Object.entries(told).filter(([name, value]) => value && (name !== "tri" || value !== "date")));
    if (page) kept.set("page", page + 1);
    const hash = kept.toString();
    if (hash !== location.hash.slice(1)) history.replaceState(null, "", hash ? "#" + hash : location.pathname + location.search);
  }
  function restored() {
    const kept = new URLSearchParams(location.hash.slice(1));
    for (const name of FIELDS) {
      const field = byId(name), value = kept.get(name) ?? "";
      field.value = value;
      if (field.tagName === "SELECT" && field.selectedIndex < 0) field.selectedIndex = 0;
    }
    page = (parseInt(kept.get("page"), 10) || 1) - 1;
  }

  function search() {
    const told = asked();
    byId("effacer").hidden = !FIELDS.some((name) => told[name] && told[name] !== "date");
    found = matching(told);
    show();
    noted(told);
  }
  function turn(step) { page += step; show(); noted(asked()); byId("notes").focus(); byId("notes").scrollIntoView(); }

  let waiting = 0;
  const form = byId("recherche");
  const soon = () => { clearTimeout(waiting); waiting = setTimeout(() => { page = 0; search(); }, WAIT); };
  form.addEventListener("input", soon);
  byId("tri").addEventListener("input", soon);      // it stands beside the count, outside the form
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => { page = 0; search(); }));
  byId("avant").addEventListener("click", () => turn(-1));
  byId("apres").addEventListener("click", () => turn(1));
  addEventListener("hashchange", () => { restored(); search(); });

  // On a narrow page the filters wait behind their name, unless one is in use.
  const wide = matchMedia("(min-width: 40.01rem)");
  const unfold = () => {
    const told = asked();
    byId("filtres").open = wide.matches || FIELDS.some((name) => !["mots", "tri"].includes(name) && told[name]);
  };
  wide.addEventListener("change", unfold);

  restored();
  unfold();
  form.hidden = byId("ordre").hidden = false;
  search();
})();
