// Uses the archive's front page as a reader does, its policy in force, and prints one JSON object: what was asked for
// beyond the file itself, what the console and the script complained of, and what each step of the search showed.
//
//     NODE_PATH=node_modules node tests/browser/site.cjs INDEX.html STEPS.json [CHROMIUM]
//
// A step is {"FIELD": "value", ...}: all fields are cleared, these filled in; {"hash": "#..."} opens that address.
const { chromium } = require("playwright-core");
const fs = require("fs");

const READ = () => ({
  count: document.getElementById("compte").textContent,
  titles: [...document.querySelectorAll("#liste h3")].map((node) => node.textContent),
  hash: location.hash,
});

async function open(browser, url, javaScriptEnabled) {
  const context = await browser.newContext({ javaScriptEnabled, viewport: { width: 1280, height: 900 } });
  const tab = await context.newPage();
  const seen = { requests: [], complaints: [] };
  tab.on("request", (request) => request.url().startsWith("data:") || seen.requests.push(request.url()));
  tab.on("console", (message) => seen.complaints.push(message.text()));
  tab.on("pageerror", (error) => seen.complaints.push(String(error)));
  tab.on("dialog", (dialog) => { seen.complaints.push("dialog " + dialog.message()); dialog.dismiss(); });
  await tab.goto(url);
  return [tab, seen];
}

async function take(tab, url, step) {
  if (step.hash !== undefined) {
    await tab.goto("about:blank");
    await tab.goto(url + step.hash);
  } else {
    await tab.evaluate(() => document.getElementById("recherche").reset());
    for (const [name, value] of Object.entries(step)) {
      const field = tab.locator("#" + name);
      if (await field.evaluate((node) => node.tagName === "SELECT")) await field.selectOption(value);
      else await field.fill(value);
    }
  }
  await tab.waitForTimeout(250);
  return tab.evaluate(READ);
}

(async () => {
  const [page, steps, executablePath = "/usr/bin/chromium"] = process.argv.slice(2);
  const url = "file://" + fs.realpathSync(page);
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  const [still] = await open(browser, url, false);
  const items = "#liste > li";
  const told = { items: await still.locator(items).evaluateAll((nodes) => nodes.map((node) => node.outerHTML)) };
  told.formShown = await still.locator("#recherche").isVisible();
  const [tab, seen] = await open(browser, url, true);
  told.built = await tab.locator(items).evaluateAll((nodes) => nodes.map((node) => node.outerHTML));
  told.answers = [];
  for (const step of JSON.parse(fs.readFileSync(steps, "utf8"))) told.answers.push(await take(tab, url, step));
  await tab.goto("about:blank");
  await tab.goto(url);
  if (await tab.locator("#apres").isVisible()) {
    await tab.locator("#apres").click();
    told.second = { ...(await tab.evaluate(READ)), focus: await tab.evaluate(() => document.activeElement.id) };
  }
  told.complaints = seen.complaints;
  told.requests = [...new Set(seen.requests.map((each) => each.split("#")[0]))].filter((each) => each !== url && each !== "about:blank");
  await browser.close();
  console.log(JSON.stringify(told));
})();
