import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { Builder, By, type WebElement } from "selenium-webdriver";
import { type Driver, VIEWPORT } from "./driver.ts";
import { executableOf } from "./executable.ts";

// What WebDriver cannot tell: what the page and the browser write to its console.
const ARGUMENTS = ["--automation", "--enable-write-console-messages-to-stdout=true"];

/** WebKitGTK's own small browser, by WebDriver. It wants a display: where there is none, Xvfb is one. */
export async function openWebKit(): Promise<Driver> {
  const port = await freePort();
  const command = [executableOf("webkit"), "--host=127.0.0.1", `--port=${port}`];
  const [program = "", ...args] = process.env.DISPLAY ? command : ["xvfb-run", "-a", ...command];
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"], detached: true });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
    });
  }
  const end = async (): Promise<void> => {
    if (child.exitCode !== null || child.pid === undefined) return;
    const ended = once(child, "exit");
    // The whole group that was started here: the display and the driver.
    process.kill(-child.pid, "SIGTERM");
    await ended;
  };
  try {
    const server = `http://127.0.0.1:${port}`;
    await answers(server);
    const driver = await new Builder()
      .usingServer(server)
      .withCapabilities({
        browserName: "MiniBrowser",
        "webkitgtk:browserOptions": { binary: miniBrowser(), args: ARGUMENTS },
      })
      .build();
    await driver
      .manage()
      .window()
      .setRect({ ...VIEWPORT, x: 0, y: 0 });
    const find = (selector: string): Promise<WebElement> => driver.findElement(By.css(selector));
    return {
      open: (url) => driver.get(url),
      press: async (selector) => (await find(selector)).click(),
      type: async (selector, text) => {
        const field = await find(selector);
        await field.clear();
        await field.sendKeys(text);
      },
      read: (expression) => driver.executeScript(`return ${expression}`),
      screenshot: async () => Buffer.from(await driver.takeScreenshot(), "base64"),
      printed: () => printed,
      close: async () => {
        await driver.quit();
        await end();
      },
    };
  } catch (error) {
    await end();
    throw error;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

async function answers(server: string): Promise<void> {
  for (let left = 100; left > 0; left--) {
    const isThere = await fetch(`${server}/status`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isThere) return;
    await sleep(200);
  }
  throw new Error("WebKit's driver does not answer");
}

/** It is not on PATH: it lies beside the library that it shows. */
function miniBrowser(): string {
  for (const directory of readdirSync("/usr/lib").filter((name) => name.includes("linux-gnu"))) {
    for (const version of ["webkit2gtk-4.1", "webkitgtk-6.0", "webkit2gtk-4.0"]) {
      const path = `/usr/lib/${directory}/${version}/MiniBrowser`;
      if (existsSync(path)) return path;
    }
  }
  throw new Error("WebKit's MiniBrowser is not installed");
}
