import { useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { suggest, type Suggestion } from "../api";
import { go, link } from "../router";
import { isEntity, suggestionLabel } from "../labels";

interface Props {
  value: string;
  placeholder: string;
  button: string;
  suggestions?: boolean;
  /** Whether what was submitted leaves the box, so that the next can be written. */
  emptied?: boolean;
  onSubmit: (value: string) => void;
}

const WAIT_MS = 120;

/** The box that search and questions share. Suggestions come while typing and can be chosen by arrow keys. */
export function SearchBox({ value, placeholder, button, suggestions = false, emptied = false, onSubmit }: Props) {
  const [draft, setDraft] = useState(value);
  const [offers, setOffers] = useState<Suggestion[]>([]);
  const [active, setActive] = useState(-1);
  const typed = useRef(false);
  const field = useRef<HTMLInputElement>(null);
  const list = useId();

  // Before the browser paints: an effect after it could undo what somebody has already typed.
  useLayoutEffect(() => {
    setDraft(value);
    typed.current = false;
    setOffers([]);
  }, [value]);
  useEffect(() => {
    if (!suggestions || !typed.current || !draft.trim()) return setOffers([]);
    const abort = new AbortController();
    const timer = setTimeout(() => {
      suggest(draft, abort.signal).then(
        // What was submitted or chosen meanwhile is no longer being typed: its list must not open over the results.
        (found) => typed.current && (setOffers(found.suggestions.slice(0, 8)), setActive(-1)),
        () => setOffers([]), // suggestions are a help: without them the box still works
      );
    }, WAIT_MS);
    return () => (clearTimeout(timer), abort.abort());
  }, [draft]);

  // A question longer than the box is left at its end by typing; its beginning tells more.
  const showBeginning = () => field.current && (field.current.scrollLeft = 0);
  const submit = (text: string) => {
    typed.current = false;
    setOffers([]);
    setDraft(emptied ? "" : text);
    requestAnimationFrame(showBeginning);
    onSubmit(text.trim());
  };
  const choose = (offer: Suggestion) => (isEntity(offer.kind) && offer.id ? go(link.entity(offer.id)) : submit(offer.text));
  const close = () => ((typed.current = false), setOffers([]));
  const key = (event: KeyboardEvent) => {
    if (event.key === "Escape") return close();
    if (!offers.length || event.isComposing) return;
    if (event.key === "ArrowDown") setActive((active + 1) % offers.length);
    else if (event.key === "ArrowUp") setActive((active - 1 + offers.length) % offers.length);
    else if (event.key === "Enter" && active >= 0) choose(offers[active]!);
    else return;
    event.preventDefault();
  };

  return (
    <form class="searchbox" role="search" onSubmit={(event) => (event.preventDefault(), submit(draft))}>
      <input
        ref={field}
        type="search"
        name="q"
        value={draft}
        placeholder={placeholder}
        aria-label={placeholder}
        autocomplete="off"
        role="combobox"
        aria-expanded={offers.length > 0}
        aria-controls={list}
        aria-activedescendant={active >= 0 ? `${list}-${active}` : undefined}
        onInput={(event) => ((typed.current = true), setDraft(event.currentTarget.value))}
        onKeyDown={key}
        onBlur={() => (showBeginning(), setTimeout(close, 150))}
      />
      <button type="submit">{button}</button>
      <ul class="offers" id={list} role="listbox" hidden={offers.length === 0}>
        {offers.map((offer, index) => (
          <li key={offer.kind + offer.text} id={`${list}-${index}`} role="option" aria-selected={index === active} onMouseDown={() => choose(offer)}>
            {offer.text}
            <small>{suggestionLabel(offer.kind)}</small>
          </li>
        ))}
      </ul>
    </form>
  );
}
