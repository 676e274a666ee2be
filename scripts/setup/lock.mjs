// One set-up at a time in a working tree. The lock is a directory (making one is atomic) that its owner
// touches while it works: an owner that died leaves a lock that grows old and is then taken over.
import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { target } from "./paths.mjs";
import { SetupError, say } from "./say.mjs";

const lock = join(target, "setup.lock");
const ownerFile = join(lock, "owner");
const me = `${hostname()} ${process.pid}`;
const touchEvery = 3_000;
const staleAfter = 30_000;
const patience = 20 * 60_000;

function make(path) {
  try {
    mkdirSync(path);
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
}

function age(path) {
  try {
    return Date.now() - statSync(path).mtimeMs;
  } catch {
    return 0; // just gone: the next try decides
  }
}

function owner() {
  try {
    return readFileSync(ownerFile, "utf8");
  } catch {
    return "";
  }
}

function isStale() {
  if (age(lock) > staleAfter) return true;
  const [host, pid] = owner().split(" ");
  if (host !== hostname()) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return error.code === "ESRCH";
  }
}

/** Only one waiter may clear a stale lock, else the second would clear the first one's new lock. */
function clearStale() {
  const clearing = `${lock}.clearing`;
  if (age(clearing) > staleAfter) rmSync(clearing, { recursive: true, force: true });
  if (!make(clearing)) return;
  try {
    if (isStale()) rmSync(lock, { recursive: true, force: true });
  } finally {
    rmSync(clearing, { recursive: true, force: true });
  }
}

export async function withLock(work) {
  mkdirSync(target, { recursive: true });
  const start = Date.now();
  for (let told = false; !make(lock); ) {
    if (isStale()) {
      clearStale();
      continue;
    }
    if (Date.now() - start > patience) {
      throw new SetupError(`another set-up (${owner()}) has not ended`, { commands: [`rm -r ${lock}`] });
    }
    if (!told) say("waiting for another set-up to end");
    told = true;
    await sleep(200);
  }
  writeFileSync(ownerFile, me);
  const release = () => {
    if (owner() === me) rmSync(lock, { recursive: true, force: true });
  };
  process.on("exit", release); // also after a signal
  const touching = setInterval(() => {
    try {
      utimesSync(lock, new Date(), new Date());
    } catch {
      // somebody removed target/: the work goes on
    }
  }, touchEvery);
  try {
    return await work();
  } finally {
    clearInterval(touching);
    process.off("exit", release);
    release();
  }
}
