// The browsers that tests run in. A test tool's own download is used when it is there, but never started:
// a browser from the system or from Debian serves as well.
import { readdirSync, realpathSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { canInstall, hintFor, install } from "./debian.mjs";
import { browsersFile, findCommand, isExecutable, readJson, writeJson } from "./paths.mjs";
import { run } from "./run.mjs";
import { SetupError, say } from "./say.mjs";

/** Nothing in Playwright's cache serves. */
const none = [/(?!)/, []];

/**
 * To add a browser: one entry here, and its name in the purposes of setup.mjs.
 *   environment  variables that name the executable     commands  its names on PATH
 *   applications its places on macOS                    packages  what Debian calls it
 *   downloads    [name of a directory in Playwright's cache, executables inside it]
 *   otherwise    how to get it where there is no apt
 *   tellsNoVersion  it has no --version
 */
const browsers = {
  chromium: {
    title: "Chromium",
    environment: ["CHROMIUM_PATH", "CHROME_PATH"],
    commands: ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
    applications: [
      "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
      "/Applications/Chromium.app/Contents/MacOS/Chromium",
    ],
    packages: ["chromium"],
    downloads: [
      /^chromium-\d+$/,
      [
        "chrome-linux/chrome",
        "chrome-linux64/chrome",
        "chrome-mac/Chromium.app/Contents/MacOS/Chromium",
        "chrome-mac-arm64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing",
        "chrome-mac-x64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing",
      ],
    ],
    otherwise: "npx playwright-core install chromium",
  },
  // Driven by WebDriver BiDi: a Firefox as it is, not the one that Playwright has changed for itself.
  firefox: {
    title: "Firefox",
    environment: ["FIREFOX_PATH"],
    commands: ["firefox-esr", "firefox"],
    applications: ["/Applications/Firefox.app/Contents/MacOS/firefox"],
    packages: ["firefox-esr"],
    downloads: none,
    otherwise: "https://www.mozilla.org/firefox/",
  },
  // The driver of WebKitGTK; it starts the MiniBrowser that comes with it, on a display of its own.
  webkit: {
    title: "WebKitGTK's driver",
    environment: ["WEBKIT_DRIVER_PATH"],
    commands: ["WebKitWebDriver"],
    applications: [],
    packages: ["webkit2gtk-driver", "xvfb", "xauth"],
    downloads: none,
    otherwise: "https://webkitgtk.org/",
    tellsNoVersion: true,
  },
};

function downloaded([directory, executables]) {
  const standard = process.platform === "darwin" ? "Library/Caches/ms-playwright" : ".cache/ms-playwright";
  const custom = process.env.PLAYWRIGHT_BROWSERS_PATH;
  const cache = custom && custom !== "0" ? custom : join(homedir(), standard);
  let names = [];
  try {
    names = readdirSync(cache).filter((name) => directory.test(name));
  } catch {
    return undefined; // no such cache
  }
  const number = (name) => Number(name.split("-").at(-1));
  names.sort((a, b) => number(b) - number(a));
  return names.flatMap((name) => executables.map((path) => join(cache, name, path))).find(isExecutable);
}

function find({ title, environment, commands, applications, downloads }) {
  for (const variable of environment) {
    const path = process.env[variable];
    if (!path) continue;
    if (isExecutable(path)) return path;
    throw new SetupError(`${variable} is ${path}, where there is no ${title}`, {
      commands: [`unset ${variable}`],
    });
  }
  for (const command of commands) {
    const path = findCommand(command, ["/usr/bin", "/usr/local/bin", "/snap/bin"]);
    if (path) return path;
  }
  return applications.find(isExecutable) ?? downloaded(downloads);
}

async function ensure(name) {
  const browser = browsers[name];
  const { title, packages, otherwise } = browser;
  let path = find(browser);
  if (!path && (await canInstall())) {
    say(`installing ${title} from Debian (browser tests)`);
    await install(packages, title);
    path = find(browser);
  }
  if (path) return path;
  throw new SetupError(`${title} is missing (the browser tests need it)`, {
    commands: [...hintFor(packages), otherwise, `export ${browser.environment[0]}=<its executable>`],
  });
}

/** Starting a browser to ask its version is slow, so it is asked again only when its file changed. */
async function inspect(name, path, before) {
  const changed = statSync(realpathSync(path)).mtime.toISOString();
  if (before?.path === path && before.changed === changed) return before;
  const { title, tellsNoVersion } = browsers[name];
  const question = tellsNoVersion ? "--help" : "--version";
  const { code, lines } = await run([path, question], { seconds: 60 });
  const version = tellsNoVersion ? title : lines.findLast((line) => /\d+\.\d+/.test(line))?.trim();
  if (code === 0 && version) return { path, version, changed };
  throw new SetupError(`${title} is at ${path} but does not start`, {
    commands: [`${path} ${question}   (shows why)`],
    log: { path: "its output", tail: lines.slice(-5) },
  });
}

export async function ensureBrowsers(names) {
  if (names.length === 0) return;
  const before = readJson(browsersFile) ?? {};
  const found = { ...before };
  for (const name of names) found[name] = await inspect(name, await ensure(name), before[name]);
  writeJson(browsersFile, found);
}
