import { useEffect } from "preact/hooks";
import { ActivityDock } from "../activity/dock.tsx";
import { connection, connectionFailure } from "../connection/connection.ts";
import { forgetAll } from "../execution/board.ts";
import { follow, stopFollowing } from "../execution/follow.ts";
import { ExecutionPage } from "../execution/page.tsx";
import { executions, lookAtList } from "../executions/list.ts";
import { ExecutionList } from "../executions/view.tsx";
import { FailureView } from "../failure/view.tsx";
import { SettingsDialog } from "../settings/dialog.tsx";
import { StartPage } from "../start/page.tsx";
import { Notices } from "./notices.tsx";
import { type Route, route } from "./route.ts";
import { TopBar } from "./top-bar.tsx";

/** The page. */
export function App() {
  const { value: at } = route;
  const id = at.view === "execution" ? at.id : undefined;
  const { value: opened } = connection;

  useEffect(() => {
    executions.value = undefined;
    forgetAll();
    lookAtList();
  }, [opened]);
  useEffect(() => {
    if (id === undefined || opened === undefined) return stopFollowing();
    follow(id);
  }, [id, opened]);
  useEffect(() => scrollTo(0, 0), [at.view, id]);

  return (
    <div class="shell" data-view={at.view}>
      <button type="button" class="skip" onClick={skipToMain}>
        Skip to the content
      </button>
      <TopBar />
      <ExecutionList current={id} />
      <main id="main" tabIndex={-1}>
        {connectionFailure.value === undefined ? (
          <Shown at={at} />
        ) : (
          <FailureView error={connectionFailure.value} />
        )}
      </main>
      <ActivityDock />
      <Notices />
      <SettingsDialog />
    </div>
  );
}

function Shown({ at }: { at: Route }) {
  return at.view === "execution" ? <ExecutionPage key={at.id} id={at.id} /> : <StartPage />;
}

/** No link: the fragment of the address says what is shown. */
function skipToMain(): void {
  document.getElementById("main")?.focus();
}
