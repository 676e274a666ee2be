// What went wrong with something that was pressed. It lies over the page, so that nothing moves.
import { signal } from "@preact/signals";
import { FailureView } from "../failure/view.tsx";
import { Icon } from "./icon.tsx";

const notice = signal<{ doing: string; error: unknown } | undefined>(undefined);

/** Shows an error until it is closed, or until something else is pressed that goes well. */
export function showNotice(doing: string, error: unknown): void {
  notice.value = { doing, error };
}

export function clearNotice(): void {
  notice.value = undefined;
}

export function Notices() {
  const { value: shown } = notice;
  return (
    <div class="notices" role="alert">
      {shown === undefined ? null : (
        <section class="notice" aria-label={shown.doing}>
          <header>
            <strong>{shown.doing}</strong>
            <button type="button" class="icon-button" aria-label="Close" onClick={clearNotice}>
              <Icon name="close" />
            </button>
          </header>
          <FailureView error={shown.error} />
        </section>
      )}
    </div>
  );
}
