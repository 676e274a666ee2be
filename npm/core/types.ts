/** How closely responses are checked. */
export type Validate = "strict" | "warn" | "off";

/** How much the client reports to the logger. */
export type LogLevel = "off" | "error" | "warn" | "info" | "debug";

/** Where the client reports what it does: `console` fits. */
export interface Logger {
  /** Reports a failure. */
  error(message: string): void;
  /** Reports something that is probably wrong. */
  warn(message: string): void;
  /** Reports each attempt of a call. */
  info(message: string): void;
  /** Reports details. */
  debug(message: string): void;
}

/** The API key: a string, or a function that returns one for each attempt; `null` sends none, for a proxy. */
export type ApiKey = string | null | (() => string | null | Promise<string | null>);

/** An HTTP method that the API uses. */
export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** One field of a request or a response that is wrong. */
export interface FieldError {
  /** Which field: `agentflow.agents[0].llm`. Empty for the whole value. */
  path: string;
  /** What is wrong with it: `expected string, found null`. */
  message: string;
}
