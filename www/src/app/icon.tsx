/** Lines in a square of 16. */
const PATHS = {
  mark: "M3 3l5 5-5 5M9 13h5",
  settings: "M2 5h7M13 5h1M2 11h1M7 11h7M9 5a2 2 0 104 0 2 2 0 10-4 0zM3 11a2 2 0 104 0 2 2 0 10-4 0z",
  system: "M2 3h12v8H2zM6 14h4M8 11v3",
  light:
    "M8 5a3 3 0 100 6 3 3 0 000-6zM8 1v1M8 14v1M1 8h1M14 8h1M3 3l.7.7M12.3 12.3l.7.7M3 13l.7-.7M12.3 3.7L13 3",
  dark: "M13.5 9.5A6 6 0 016.5 2.5 6 6 0 108 14a6 6 0 005.5-4.5z",
  plus: "M8 3v10M3 8h10",
  pause: "M5.5 3v10M10.5 3v10",
  play: "M5 3l8 5-8 5z",
  stop: "M4 4h8v8H4z",
  close: "M4 4l8 8M12 4l-8 8",
  back: "M10 3L5 8l5 5",
  copy: "M6 6h7v7H6zM3 10V3h7",
  check: "M3 8.5l3.5 3.5L13 5",
  again: "M13 8a5 5 0 11-1.5-3.5M13 2v3h-3",
  hand: "M8 2v6M8 11.5v.5M2.5 14h11L8 2z",
  bolt: "M9 1L3 9h5l-1 6 6-8H8z",
  log: "M3 4h10M3 8h10M3 12h6",
} as const;

export type IconName = keyof typeof PATHS;

/** A picture that says nothing that is not said beside it. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
