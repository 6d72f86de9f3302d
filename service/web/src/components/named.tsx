import type { ComponentChildren } from "preact";

/** A name behind the dot of its type's colour; the dot stays with the beginning of the name where the name wraps. */
export function Named({ type, children }: { type: string; children: ComponentChildren }) {
  return (
    <span class="named">
      <span class={`dot ${type}`} />
      {children}
    </span>
  );
}
