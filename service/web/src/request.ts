// The one place that talks to the server: it sends the key, and turns what is refused into errors.

import { denied, keptKey } from "./access";
import { ApiError, problemOf } from "./problems";

export async function call<T>(path: string, signal?: AbortSignal, init: RequestInit = {}, key = keptKey()): Promise<T> {
  const headers = { ...(init.headers as Record<string, string> | undefined), ...(key ? { "X-API-Key": key } : {}) };
  let response: Response;
  try {
    response = await fetch(path, { ...init, headers, signal });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError("连不上服务，请确认 yaodian serve 仍在运行", "", String(error));
  }
  const body: unknown = await response.json().catch(() => null);
  if (response.status === 401) denied(key);
  if (!response.ok) throw problemOf(response.status, body);
  return body as T;
}

/** Ask for the least there is: it fails where the key is not accepted. */
export function tryKey(key: string | null): Promise<unknown> {
  return call("api/documents?limit=1", undefined, {}, key);
}
