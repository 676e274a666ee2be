import { render } from "preact";
import { App } from "./app/app.tsx";
import { showTheme } from "./app/theme.ts";
import { openConnection } from "./connection/connection.ts";

showTheme();
void openConnection();
render(<App />, document.getElementById("console") as HTMLElement);
