import type { ComponentChildren } from "preact";

/** What a view shows while it loads, when it failed, and when there is nothing. */
export function Notice({ kind, children }: { kind: "loading" | "error" | "empty"; children?: ComponentChildren }) {
  return (
    <p class={`notice ${kind}`} role={kind === "error" ? "alert" : "status"}>
      {children ?? (kind === "loading" ? "正在读取…" : "")}
    </p>
  );
}
