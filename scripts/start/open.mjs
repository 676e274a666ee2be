// Opens an address in the browser of whoever sits in front of this machine.
import { spawn } from "node:child_process";

/** Whether there is somebody: a terminal, and a screen. */
function isSeen() {
  if (!process.stdout.isTTY || process.env.CI || process.env.SSH_CONNECTION) return false;
  return process.platform !== "linux" || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
}

const commands = { darwin: ["open"], win32: ["cmd", "/c", "start", '""'] };

/** Does nothing where there is nobody to see it; what goes wrong is no harm, since the address is told too. */
export function openPage(address) {
  if (!isSeen()) return;
  const [command, ...args] = commands[process.platform] ?? ["xdg-open"];
  spawn(command, [...args, address], { stdio: "ignore", detached: true })
    .on("error", () => undefined)
    .unref();
}
