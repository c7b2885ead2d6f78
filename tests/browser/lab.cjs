// Drives a running JupyterLab in headless Chromium as an analyst would: a notebook is opened, run with Run All, exported
// from the menu, and one of its controls is moved. Prints one JSON object of what was seen; files go to FOLDER.
//
//     NODE_PATH=node_modules node tests/browser/lab.cjs ADDRESS FOLDER CHROMIUM NAME [--type TEXT]... EXPORT...
//
// ADDRESS opens the notebook NAME (its file name); EXPORT is a label of File > Save and Export Notebook As. Each TEXT is
// typed between the first quotation marks of the first code cell, and the notebook run: the last run is what is seen.
const { chromium } = require("playwright-core");
const path = require("path");

const MENU = ".lm-Menu-itemLabel, .lm-MenuBar-itemLabel";
const label = (page, text) => page.locator(MENU).filter({ hasText: new RegExp(`^${text}…?$`) }).last();

async function choose(page, ...labels) {
  await label(page, labels[0]).click();
  for (const text of labels.slice(1, -1)) await label(page, text).hover();
  await label(page, labels[labels.length - 1]).click();
}

async function labels(page, menu, submenu) {
  await label(page, menu).click();
  await label(page, submenu).hover();
  await page.waitForTimeout(400);
  const found = await page.locator(".lm-Menu").last().locator(".lm-Menu-itemLabel").allTextContents();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  return found;
}

// The kernel has nothing to do, and every code cell has a number, or one of them an error.
const settled = () => {
  const notebook = window.jupyterapp.shell.currentWidget;
  const cells = [...notebook.content.model.cells].filter((cell) => cell.type === "code");
  const failed = cells.some((cell) => cell.outputs.toJSON().some((output) => output.output_type === "error"));
  return notebook.sessionContext.session?.kernel?.status === "idle" && cells.length > 0 &&
    cells.every((cell) => cell.executionState !== "running" &&
      (failed || cell.executionCount !== null || !cell.sharedModel.getSource().trim()));
};

async function run(page) {
  await choose(page, "Run", "Run All Cells");
  await page.waitForTimeout(500);
  await page.waitForFunction(settled, null, { timeout: 60000 });
  await page.waitForTimeout(500);
}

// By keyboard, as a person does: nothing of ours writes the cell.
async function type(page, text) {
  const line = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-CodeCell").first().locator(".cm-line").first();
  await line.scrollIntoViewIfNeeded();
  await line.click();
  const [before, old] = (await line.textContent()).split('"');
  await page.keyboard.press("Home");
  for (let step = 0; step <= before.length; step++) await page.keyboard.press("ArrowRight");
  for (let step = 0; step < old.length; step++) await page.keyboard.press("Delete");
  await page.keyboard.type(text);
}

const shown = () => {
  const notebook = window.jupyterapp.shell.currentWidget;
  const outputs = [...notebook.content.model.cells].flatMap((cell) => cell.type === "code" ? cell.outputs.toJSON() : []);
  return {
    name: notebook.context.path,
    errors: outputs.filter((output) => output.output_type === "error").map((output) => `${output.ename}: ${output.evalue}`),
    stderr: outputs.filter((output) => output.name === "stderr").map((output) => [output.text].flat().join("")),
    outputs: outputs.length,
    text: outputs.map((output) => [output.data?.["text/plain"] ?? ""].flat().join("")).join("\n"),
    pictures: document.querySelectorAll(".jp-OutputArea img").length,
    lists: [...document.querySelectorAll(".jp-OutputArea select option")].map((option) => option.textContent.trim()),
    right: [...document.querySelectorAll(".jp-OutputArea table.pb :is(td, th, caption):not(.num)")]
      .filter((cell) => getComputedStyle(cell).textAlign === "right" && /[a-z]{3}/i.test(cell.textContent))
      .map((cell) => cell.textContent.trim()),
    controls: document.querySelectorAll(".jp-OutputArea .jupyter-widgets").length,
  };
};

// The first control of each kind is moved, and what is drawn is looked at until it differs.
const MOVES = {
  slider: [".noUi-handle", async (control, page) => { await control.focus(); await page.keyboard.press("ArrowRight"); }],
  list: [".widget-dropdown select", async (control) => {
    const options = await control.locator("option").count();
    await control.selectOption({ index: options - 1 });
  }],
  text: [".widget-text input", async (control) => { await control.fill("e"); await control.press("Enter"); }],
};

const drawn = (page) => page.evaluate(() =>
  [...document.querySelectorAll(".jp-OutputArea .jupyter-widgets :is(img, table)")]
    .map((element) => element.src || element.textContent).join("\n"));

async function moved(page) {
  const changed = {};
  for (const [kind, [selector, act]] of Object.entries(MOVES)) {
    const control = page.locator(".jp-OutputArea .jupyter-widgets " + selector).first();
    if (!(await control.count())) continue;
    await control.scrollIntoViewIfNeeded();
    const before = await drawn(page);
    await act(control, page);
    for (let wait = 0; wait < 40 && !changed[kind]; wait++) {
      await page.waitForTimeout(250);
      changed[kind] = (await drawn(page)) !== before;
    }
  }
  return changed;
}

async function download(context, page, folder, name) {
  const arrived = new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error(`nothing arrived from ${name}`)), 30000).unref();
    const listen = (tab) => tab.on("download", resolve);
    context.on("page", listen);
    listen(page);
  });
  await choose(page, "File", "Save and Export Notebook As", name);
  const file = await arrived;
  const target = path.join(folder, file.suggestedFilename());
  await file.saveAs(target);
  return target;
}

(async () => {
  const [address, folder, executablePath, name, ...rest] = process.argv.slice(2);
  const typed = [];
  while (rest[0] === "--type") typed.push(rest.splice(0, 2)[1]);
  const exports = rest;
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, acceptDownloads: true });
  const page = await context.newPage();
  const seen = { foreign: [], files: {} };
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (/^(https?|wss?):$/.test(url.protocol) && url.hostname !== "127.0.0.1") seen.foreign.push(request.url());
  });
  try {
    await page.goto(address);
    await page.waitForFunction((name) =>
      window.jupyterapp?.shell.currentWidget?.context?.path.endsWith(name), name, { timeout: 40000 });
    await page.evaluate(async () => {
      const { context, sessionContext } = window.jupyterapp.shell.currentWidget;
      await context.ready;
      await sessionContext.ready;
    });
    seen.address = page.url();
    for (const text of typed) {
      await type(page, text);
      await run(page);
    }
    if (!typed.length) await run(page);
    Object.assign(seen, await page.evaluate(shown));
    await page.screenshot({ path: path.join(folder, `${name}.png`) });
    const picture = page.locator(".jp-OutputArea img").first();
    if (await picture.count()) {
      await picture.scrollIntoViewIfNeeded();
      await page.waitForTimeout(300);
      await page.screenshot({ path: path.join(folder, `${name}-figure.png`) });
    }
    if (seen.controls) {
      seen.moved = await moved(page);
      await page.screenshot({ path: path.join(folder, `${name}-moved.png`) });
    }
    if (exports.length) seen.menu = await labels(page, "File", "Save and Export Notebook As");
    for (const format of exports) seen.files[format] = await download(context, page, folder, format);
  } catch (error) {
    seen.failure = String(error).slice(0, 1500);
    await page.screenshot({ path: path.join(folder, `${name}-failure.png`) }).catch(() => {});
  }
  await browser.close();
  console.log(JSON.stringify(seen, null, 1));
})();
