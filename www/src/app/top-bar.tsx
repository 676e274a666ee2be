import { connection } from "../connection/connection.ts";
import { settingsAreOpen } from "../settings/dialog.tsx";
import { settings } from "../settings/settings.ts";
import { Icon } from "./icon.tsx";
import { hrefOf } from "./route.ts";
import { changeTheme, theme } from "./theme.ts";

const THEME_WORDS = { system: "as the system", light: "light", dark: "dark" } as const;

export function TopBar() {
  const { kind, baseUrl } = settings.value;
  const name = kind === "emulator" ? "Emulator in this page" : baseUrl;
  const isOpen = connection.value !== undefined;
  return (
    <header class="top-bar">
      <a class="brand" href={hrefOf({ view: "home" })}>
        <Icon name="mark" />
        <span>
          wexa-executeflow <em>console</em>
        </span>
      </a>
      <button
        type="button"
        class="connection-chip"
        data-open={isOpen}
        aria-haspopup="dialog"
        onClick={() => {
          settingsAreOpen.value = true;
        }}
      >
        <span class="connection-name" aria-hidden="true">
          {name}
        </span>
        <span class="visually-hidden">Settings. Requests go to: {name}</span>
        <Icon name="settings" />
      </button>
      <button
        type="button"
        class="icon-button"
        aria-label={`Colours: ${THEME_WORDS[theme.value]}`}
        title={`Colours: ${THEME_WORDS[theme.value]}`}
        onClick={changeTheme}
      >
        <Icon name={theme.value} />
      </button>
    </header>
  );
}
