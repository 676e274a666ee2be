import { effect, signal } from "@preact/signals";
import { keep, kept } from "../settings/kept.ts";

export type Theme = "system" | "light" | "dark";
const THEMES: readonly Theme[] = ["system", "light", "dark"];

const dark = matchMedia("(prefers-color-scheme: dark)");
const systemIsDark = signal(dark.matches);
dark.addEventListener("change", ({ matches }) => {
  systemIsDark.value = matches;
});

/** What somebody has chosen; `system` follows the system's. */
export const theme = signal<Theme>(THEMES.find((each) => each === kept("theme")) ?? "system");

/** Has the page follow the choice. */
export function showTheme(): void {
  effect(() => {
    const shown = theme.value === "system" ? (systemIsDark.value ? "dark" : "light") : theme.value;
    document.documentElement.dataset.theme = shown;
  });
}

/** The next of the three. */
export function changeTheme(): void {
  theme.value = THEMES[(THEMES.indexOf(theme.value) + 1) % THEMES.length] ?? "system";
  keep("theme", theme.value);
}
