/** For a time that is not known: a server may leave out what the documents promise. */
const UNKNOWN = "–";

/** A length of time: `4 s`, `1 min 12 s`, `2 h 3 min`. */
export function durationOf(seconds: number): string {
  if (!Number.isFinite(seconds)) return UNKNOWN;
  const whole = Math.max(0, Math.floor(seconds));
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min ${whole % 60} s`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${hours} h ${minutes % 60} min`;
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** How long ago something was. */
export function ageOf(seconds: number): string {
  if (!Number.isFinite(seconds)) return UNKNOWN;
  const whole = Math.max(0, Math.floor(seconds));
  if (whole < 5) return "just now";
  if (whole < 60) return `${whole} s ago`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ago`;
  if (whole < 48 * 3600) return `${Math.floor(whole / 3600)} h ago`;
  return `${Math.floor(whole / 86_400)} d ago`;
}

const LOCAL = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });
const CLOCK = new Intl.DateTimeFormat(undefined, { timeStyle: "medium" });

/** A moment in full. */
export function momentOf(ms: number): string {
  return isTime(ms) ? LOCAL.format(ms) : UNKNOWN;
}

/** A moment of today. */
export function clockOf(ms: number): string {
  return isTime(ms) ? CLOCK.format(ms) : "";
}

/** For `datetime`. */
export function isoOf(ms: number): string {
  return isTime(ms) ? new Date(ms).toISOString() : "";
}

function isTime(ms: number): boolean {
  return !Number.isNaN(new Date(ms).getTime());
}
