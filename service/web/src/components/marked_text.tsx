import { CodePoints, pieces, type Mark } from "../text";
import { link } from "../router";

interface Props {
  text: CodePoints;
  start: number;
  end: number;
  marks: Mark[];
  /** Called when a marked entity is chosen; without it the mark is a link to the entity. */
  onEntity?: (id: string) => void;
}

/** A stretch of text with its marks: search terms, cited sentences, entities coloured by type. */
export function MarkedText({ text, start, end, marks, onEntity }: Props) {
  return (
    <>
      {pieces(text, start, end, marks).map((piece) => {
        const mark = piece.mark;
        if (!mark) return piece.text;
        if (!mark.entity) {
          return (
            <mark key={piece.start} class={mark.kind}>
              {piece.text}
            </mark>
          );
        }
        const id = mark.entity;
        const choose = onEntity && ((event: Event) => (event.preventDefault(), onEntity(id)));
        return (
          <a key={piece.start} class={`entity ${mark.kind}`} href={link.entity(id)} title={mark.title} onClick={choose}>
            {piece.text}
          </a>
        );
      })}
    </>
  );
}
