import type { ComponentChildren } from "preact";

/** What a view shows while it loads, and when there is nothing. What failed is a Problem. */
export function Notice({ kind, children }: { kind: "loading" | "empty"; children?: ComponentChildren }) {
  return (
    <p class={`notice ${kind}`} role="status">
      {children ?? (kind === "loading" ? "正在读取…" : "")}
    </p>
  );
}
