// Opens pages in headless Chromium with their security policy switched off, so that only what stands in the page itself
// protects the reader, and prints one JSON object a page: scripts that ran, what was requested, what could run later.
//
//     NODE_PATH=node_modules node tests/browser/attack.cjs CHROMIUM PAGE.html...
const { chromium } = require("playwright-core");
const fs = require("fs");

// Elements and attributes no page of ours has; a script of our own is told by its hash in the page's policy.
const scan = () => {
  const wrong = [];
  for (const node of document.querySelectorAll("*")) {
    const tag = node.localName;
    if (["iframe", "object", "embed", "form", "base", "portal", "applet", "frame", "frameset", "foreignobject",
         "textarea", "plaintext", "xmp", "marquee", "video", "audio"].includes(tag)) wrong.push(tag);
    if (tag === "link" && !/^(icon|canonical|alternate|self)$/i.test(node.rel)) wrong.push("link " + node.rel);
    if (tag === "link" && /icon/i.test(node.rel) && !node.href.startsWith("data:")) wrong.push("icon " + node.href);
    if (tag === "script" && (node.src || !node.hasAttribute("data-own"))) wrong.push("script " + node.text.slice(0, 40));
    if (tag === "meta" && /refresh/i.test(node.httpEquiv)) wrong.push("meta refresh");
    if (tag === "img" && !node.src.startsWith("data:")) wrong.push("img " + node.src.slice(0, 60));
    for (const { name, value } of node.attributes) {
      if (/^on/i.test(name)) wrong.push(`${tag} ${name}`);
      const address = value.replace(/[\u0000-\u0020]/g, "").toLowerCase();
      if (/^(javascript|vbscript|file):/.test(address)) wrong.push(`${tag} ${name}=${address.slice(0, 40)}`);
      if (name === "href" && address.startsWith("data:") && tag !== "link") wrong.push(`${tag} data: link`);
      if (["srcset", "action", "formaction", "background", "poster", "srcdoc"].includes(name)) wrong.push(`${tag} ${name}`);
    }
  }
  const text = document.body ? document.body.innerText : "";
  return { wrong, hits: window.__hits, length: text.length,
           overrides: (text.match(/[\u202a-\u202e\u2066-\u2069]/g) || []).length,
           covered: [...document.querySelectorAll("*")].filter((n) => getComputedStyle(n).position === "fixed" &&
             n.getBoundingClientRect().width > innerWidth / 2 && n.getBoundingClientRect().height > innerHeight / 2).length };
};

async function attack(browser, page) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, bypassCSP: true });
  await context.addInitScript(() => {
    window.__hits = [];
    window.pwned = (what) => window.__hits.push(`pwned ${what}`);
    for (const name of ["alert", "confirm", "prompt", "print", "open"]) window[name] = () => window.__hits.push(name);
  });
  const tab = await context.newPage();
  const address = "file://" + fs.realpathSync(page);
  const requests = [];
  tab.on("request", (r) => { if (!r.url().startsWith("data:") && r.url().split("#")[0] !== encodeURI(address)) requests.push(r.url()); });
  tab.on("dialog", (d) => { requests.push("dialog"); d.dismiss(); });
  context.on("page", () => requests.push("a new page"));
  await tab.goto(address);
  await tab.mouse.move(400, 300);
  for (let i = 0; i < 4; i++) await tab.keyboard.press("Tab");
  await tab.waitForTimeout(120);
  const found = await tab.evaluate(scan);
  await context.close();
  return { page, requests, ...found };
}

(async () => {
  const [executablePath, ...pages] = process.argv.slice(2);
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  const looks = [];
  for (const page of pages) looks.push(await attack(browser, page));
  await browser.close();
  console.log(JSON.stringify(looks));
})();
