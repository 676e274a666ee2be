/** A value that components follow with `useSyncExternalStore`. */
export interface Store<T> {
  get: () => T;
  set(value: T): void;
  /** Calls back after each change, until what it gives is called. */
  subscribe: (listener: () => void) => () => void;
}

/**
 * A store of one value.
 *
 * @param begin Called when there is a first listener; what it gives, when the last one has left.
 */
export function storeOf<T>(value: T, begin?: () => () => void): Store<T> {
  const listeners = new Set<() => void>();
  let end: (() => void) | undefined;
  return {
    get: () => value,
    set(next) {
      value = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      // Each subscription is one of its own, also of a listener that is there already.
      const own = (): void => listener();
      if (listeners.add(own).size === 1) end = begin?.();
      return () => {
        if (listeners.delete(own) && listeners.size === 0) end?.();
      };
    },
  };
}
