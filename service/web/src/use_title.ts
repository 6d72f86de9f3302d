// What the browser's tab, its history and a bookmark call the view.
import { useEffect } from "preact/hooks";

const NAME = "要点 · yaodian";

/** Name the view and its thing; without a name the tab says only whose page it is. */
export function useTitle(name: string | undefined): void {
  useEffect(() => {
    document.title = name ? `${name} · ${NAME}` : NAME;
  }, [name]);
}
