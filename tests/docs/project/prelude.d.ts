// What the README's programs leave to their readers: they use these names without declaring them.

declare const apiKey: string;
declare const agentflow_id: string;
declare const executed_by: string;
declare const executedBy: string;
declare const projectID: string;
declare const execution_id: string;
declare const signal: AbortSignal;
declare function getKey(): Promise<string>;
declare const wexa: import("wexa-executeflow").WexaClient;
declare const execution: import("wexa-executeflow").Execution;
declare function ask(question: string): Promise<string>;
declare function confirm(question: string): boolean;
declare function render(what: unknown): void;
declare function isSignedIn(request: Request): boolean;
