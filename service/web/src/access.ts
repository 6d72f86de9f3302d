// The API key, kept for this tab only, and whether somebody has to be asked for one.
import { useEffect, useState } from "preact/hooks";

const NAME = "yaodian-api-key";

export interface Access {
  /** Why the form for the key is shown: nothing was sent, what was sent is not accepted, or somebody wants to change it. */
  asking: "missing" | "refused" | "change" | null;
  /** Rises with every accepted key, so that what failed without it is loaded anew. */
  revision: number;
}

let access: Access = { asking: null, revision: 0 };
const listeners = new Set<() => void>();

function set(next: Partial<Access>): void {
  access = { ...access, ...next };
  listeners.forEach((listener) => listener());
}

export function keptKey(): string | null {
  try {
    return sessionStorage.getItem(NAME);
  } catch {
    return null; // a browser that stores nothing still reads what is open to everybody
  }
}

/** The server did not accept a request; one that was sent before the key was changed says nothing about the new key. */
export function denied(key: string | null): void {
  if (key === keptKey()) set({ asking: key ? "refused" : "missing" });
}

export function keepKey(key: string): void {
  sessionStorage.setItem(NAME, key);
  set({ asking: null, revision: access.revision + 1 });
}

export const changeKey = (): void => set({ asking: "change" });
export const leaveKey = (): void => set({ asking: null });

export function useAccess(): Access {
  const [, redraw] = useState(access);
  useEffect(() => {
    const update = () => redraw(access);
    listeners.add(update);
    update(); // what changed before this was listening
    return () => void listeners.delete(update);
  }, []);
  return access;
}
