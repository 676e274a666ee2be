/** What travels with a request through the app. */
export interface AppEnv {
  Bindings: {
    /** Aborts when an in-process caller gives up; the work goes on, as a server's would. */
    caller?: AbortSignal;
  };
  Variables: {
    /** That of the row that will answer, then those it shares its route with; empty when nothing will answer. */
    operations: readonly string[];
  };
}
