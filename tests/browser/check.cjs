// Opens a page in headless Chromium, in light and dark, on a desk and on a phone, and prints one JSON object:
// what axe-core finds, what was requested beyond the file itself, and whether the page scrolls sideways.
//
//     npm install playwright-core axe-core
//     NODE_PATH=node_modules node tests/browser/check.cjs PAGE.html [CHROMIUM]
const { chromium } = require("playwright-core");
const fs = require("fs");

async function look(browser, page, width, scheme) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme, bypassCSP: true });
  const tab = await context.newPage();
  const requests = [];
  tab.on("request", (request) => {
    if (!request.url().startsWith("data:")) requests.push(request.url());
  });
  await tab.goto("file://" + fs.realpathSync(page));
  await tab.waitForTimeout(300);
  const sideways = await tab.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  await tab.addScriptTag({ content: fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8") });
  const found = await tab.evaluate(async () =>
    (await axe.run()).violations.map((v) => ({ id: v.id, impact: v.impact, first: v.nodes[0].html.slice(0, 200) })));
  await context.close();
  return { width, scheme, sideways, found, requests: requests.slice(1) };
}

(async () => {
  const [page, executablePath = "/usr/bin/chromium"] = process.argv.slice(2);
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  const looks = [];
  for (const width of [1280, 390])
    for (const scheme of ["light", "dark"]) looks.push(await look(browser, page, width, scheme));
  await browser.close();
  console.log(JSON.stringify(looks, null, 1));
})();
