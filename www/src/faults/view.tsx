import { connection } from "../connection/connection.ts";
import { armPreset, calm, latency, PRESETS, setLatency } from "./faults.ts";

/** Buttons that make the page's emulator misbehave, so that one can watch the client cope. */
export function Faults() {
  const emulator = connection.value?.emulator?.emulator;
  if (emulator === undefined) {
    return (
      <p class="faint faults-none">Faults are for the emulator in this page. The settings lead to it.</p>
    );
  }
  return (
    <div class="faults">
      <label class="latency">
        Latency
        <input
          type="range"
          min={0}
          max={3000}
          step={250}
          value={latency.value}
          aria-valuetext={`${latency.value} milliseconds`}
          onChange={({ currentTarget }) => setLatency(emulator, Number(currentTarget.value))}
        />
        <output>{latency.value} ms</output>
      </label>
      <ul class="presets">
        {PRESETS.map((preset) => (
          <li key={preset.id}>
            <button
              type="button"
              class="button small"
              aria-describedby={`fault-${preset.id}`}
              onClick={() => armPreset(emulator, preset)}
            >
              {preset.name}
            </button>
            <small id={`fault-${preset.id}`}>{preset.about}</small>
          </li>
        ))}
      </ul>
      <button type="button" class="button small" onClick={() => calm(emulator)}>
        Behave again
      </button>
    </div>
  );
}
