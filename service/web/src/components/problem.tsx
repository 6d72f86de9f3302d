import type { ComponentChildren } from "preact";
import type { ApiError } from "../problems";

/** The technical line behind an error, folded away. */
export function Details({ error }: { error: ApiError }) {
  if (!error.detail) return null;
  return (
    <details class="technical">
      <summary>详情</summary>
      <code lang="en">{error.detail}</code>
    </details>
  );
}

interface Props {
  error: ApiError;
  /** What is said instead where the thing itself does not exist. */
  missing?: string;
  children?: ComponentChildren;
}

/** What went wrong, in words for people. */
export function Problem({ error, missing, children }: Props) {
  return (
    <div class="notice error" role="alert">
      <p>
        {error.code === "NotFound" && missing ? missing : error.message}。{children}
      </p>
      <Details error={error} />
    </div>
  );
}
