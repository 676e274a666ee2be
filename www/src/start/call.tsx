import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { Icon } from "../app/icon.tsx";
import { settings } from "../settings/settings.ts";
import { codeOf } from "./code.ts";
import { looksForLost, request } from "./start.ts";

/** The call that the form describes, to be taken into a program. */
export function CallAsCode() {
  const copied = useSignal("");
  // While something typed cannot be read, the code stays as it was.
  const shown = useRef("");
  if (request.value !== undefined) {
    shown.current = codeOf(request.value, settings.value, looksForLost.value);
  }
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(shown.current);
      copied.value = "Copied";
    } catch {
      copied.value = "The browser does not allow it";
    }
  };
  return (
    <section class="card call" aria-labelledby="call-title">
      <div class="card-head">
        <h2 id="call-title">The same call, as code</h2>
        <span role="status">{copied.value}</span>
        <button type="button" class="button small" onClick={copy}>
          <Icon name="copy" />
          Copy
        </button>
      </div>
      <pre class="code">
        <Coloured code={shown.current} />
      </pre>
    </section>
  );
}

function Coloured({ code }: { code: string }) {
  const parts = code.split(/("(?:[^"\\]|\\.)*")/);
  return (
    <code>
      {parts.map((part, at) =>
        at % 2 === 1 ? (
          <span class="string" key={at}>
            {part}
          </span>
        ) : (
          part
        ),
      )}
    </code>
  );
}
