// Opens an executed notebook in a running JupyterLab at several window widths, and says where every label of the figures
// in large print stands, and where its value. Prints one JSON object: width -> [[label, value], ...], each [text, left,
// top, bottom] in pixels.
//
//     NODE_PATH=node_modules node tests/browser/widths.cjs ADDRESS CHROMIUM WIDTH...
const { chromium } = require("playwright-core");

const places = () => [...document.querySelectorAll(".jp-OutputArea .key-figures li")].map((item) =>
  [...item.children].map((part) => {
    const range = document.createRange();
    range.selectNodeContents(part);
    const box = range.getBoundingClientRect();
    return [part.textContent.trim(), box.left, box.top, box.bottom];
  }));

(async () => {
  const [address, executablePath, ...widths] = process.argv.slice(2);
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  const seen = {};
  for (const width of widths.map(Number)) {
    const context = await browser.newContext({ viewport: { width, height: 900 } });
    const page = await context.newPage();
    await page.goto(address);
    await page.waitForSelector(".jp-OutputArea .key-figures li", { timeout: 40000 });
    await page.waitForTimeout(300);
    seen[width] = await page.evaluate(places);
    await context.close();
  }
  await browser.close();
  console.log(JSON.stringify(seen));
})();
