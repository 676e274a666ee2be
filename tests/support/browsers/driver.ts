/** What tests need of a browser: every way of driving one can give it. */
export interface Driver {
  open(url: string): Promise<void>;
  /** Presses the first element that a CSS selector finds, as a pointer does. */
  press(selector: string): Promise<void>;
  /** Types into a field, in place of what is there. */
  type(selector: string, text: string): Promise<void>;
  /** The value of an expression in the page, as JSON can hold it. One at a time. */
  read<T>(expression: string): Promise<T>;
  /** A PNG of what is seen. */
  screenshot(): Promise<Uint8Array>;
  /** What has come to the browser's console so far. */
  printed(): string;
  close(): Promise<void>;
}

export type BrowserName = "chromium" | "firefox" | "webkit";

/** How large the page is: all that a smoke test presses is in sight. */
export const VIEWPORT = { width: 1280, height: 1400 } as const;
