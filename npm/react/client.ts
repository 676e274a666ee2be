import {
  type Context,
  createContext,
  createElement,
  type ReactElement,
  type ReactNode,
  useContext,
} from "react";
import type { WexaClient } from "../index.ts";

const ClientContext: Context<WexaClient | undefined> = /* @__PURE__ */ createContext<WexaClient | undefined>(
  undefined,
);

/** The properties of `WexaProvider`. */
export interface WexaProviderProps {
  /** The client of all components below. Make it once, outside of components. */
  client: WexaClient;
  children?: ReactNode;
}

/**
 * Gives the components below it their client.
 *
 * ```tsx
 * const wexa = new WexaClient({ apiKey: null, baseUrl: "/wexa", projectID, executedBy });
 *
 * <WexaProvider client={wexa}>
 *   <App />
 * </WexaProvider>;
 * ```
 */
export function WexaProvider({ client, children }: WexaProviderProps): ReactElement {
  return createElement(ClientContext.Provider, { value: client }, children);
}

/** The client that a hook was given, or that of the provider above. */
export function useClient(given: WexaClient | undefined): WexaClient {
  const provided = useContext(ClientContext);
  const client = given ?? provided;
  if (!client) throw new Error("wexa-executeflow: there is no client: no <WexaProvider>, no option client");
  return client;
}
