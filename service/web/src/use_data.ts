// Loading data for a view: the last request wins, errors are shown, nothing is swallowed.
import { useEffect, useState } from "preact/hooks";
import { ApiError } from "./api";

export interface Loaded<T> {
  data?: T;
  error?: string;
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
      (error: unknown) => {
        if (abort.signal.aborted) return;
        setState({ error: error instanceof ApiError ? error.message : `出错了：${String(error)}`, loading: false });
      },
    );
    return () => abort.abort();
  }, keys);
  return state;
}
