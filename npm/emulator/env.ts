/** What travels with a request through the app. */
export interface AppEnv {
  Bindings: {
    /** Aborts when an in-process caller gives up; the work goes on, as a server's would. */
    caller?: AbortSignal;
  };
  Variables: {
    /** Of the row that will answer; `null` when none will. */
    operation: string | null;
  };
}
