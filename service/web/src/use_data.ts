// Loading data for a view: the last request wins, errors are shown, nothing is swallowed.
import { useEffect, useState } from "preact/hooks";
import { shown, type ApiError } from "./problems";

export interface Loaded<T> {
  data?: T;
  error?: ApiError;
  loading: boolean;
}

export function useData<T>(load: ((signal: AbortSignal) => Promise<T>) | null, keys: unknown[]): Loaded<T> {
  const [state, setState] = useState<Loaded<T>>({ loading: load !== null });
  useEffect(() => {
    if (load === null) {
      setState({ loading: false });
      return;
    }
    const abort = new AbortController();
    setState((old) => ({ ...old, error: undefined, loading: true }));
    load(abort.signal).then(
      (data) => setState({ data, loading: false }),
      (error: unknown) => abort.signal.aborted || setState({ error: shown(error), loading: false }),
    );
    return () => abort.abort();
  }, keys);
  return state;
}
