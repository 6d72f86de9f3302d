// Cutting a text into pieces for display. Offsets from the server count code points; JavaScript strings count UTF-16 units.

export interface Mark {
  start: number;
  end: number;
  kind: string; // a class name
  entity?: string;
  title?: string;
}

export interface Piece {
  text: string;
  start: number;
  mark?: Mark;
}

/** A text that can be cut by code-point offsets, also where it holds characters outside the basic plane. */
export class CodePoints {
  private readonly points: string[] | null;

  constructor(private readonly text: string) {
    this.points = /[\ud800-\udfff]/.test(text) ? Array.from(text) : null;
  }

  get length(): number {
    return this.points ? this.points.length : this.text.length;
  }

  slice(start: number, end: number): string {
    return this.points ? this.points.slice(start, end).join("") : this.text.slice(start, end);
  }
}

/** Cut [start, end) of a text into pieces; of overlapping marks the longest that starts first wins. */
export function pieces(text: CodePoints, start: number, end: number, marks: Mark[]): Piece[] {
  const inside = marks
    .filter((mark) => mark.start >= start && mark.end <= end && mark.end > mark.start)
    .sort((a, b) => a.start - b.start || b.end - a.end);
  const result: Piece[] = [];
  let at = start;
  for (const mark of inside) {
    if (mark.start < at) continue;
    if (mark.start > at) result.push({ text: text.slice(at, mark.start), start: at });
    result.push({ text: text.slice(mark.start, mark.end), start: mark.start, mark });
    at = mark.end;
  }
  if (at < end) result.push({ text: text.slice(at, end), start: at });
  return result;
}

const PAIRS: Record<string, string> = { "《": "》", "〈": "〉", "“": "”", "（": "）", "【": "】" };

/** The marks that are still open at the end of a text, each with where it was opened, the outermost first. */
function openMarks(text: string): { at: number; close: string }[] {
  const open: { at: number; close: string }[] = [];
  for (let at = 0; at < text.length; at++) {
    const close = PAIRS[text[at]!];
    if (close) open.push({ at, close });
    else if (open.length > 0 && text[at] === open[open.length - 1]!.close) open.pop();
  }
  return open;
}

/** A quote with the marks closed that it opens: words that end with a title are cited without the mark behind it. */
export function closed(quote: string): string {
  return (
    quote +
    openMarks(quote)
      .map((mark) => mark.close)
      .reverse()
      .join("")
  );
}

/** A text of at most so many characters; one that is cut ends with “…”, before a title that it would break in two. */
export function shortened(text: string, longest: number): string {
  const points = new CodePoints(text);
  if (points.length <= longest) return text;
  const head = points.slice(0, longest);
  const open = openMarks(head)[0];
  return (open && open.at > 0 ? head.slice(0, open.at) : head) + "…";
}

const LONGEST_TITLE = 60;

/** Where to end a stretch that is cut at `end`: behind the title that is open there, if it is closed before `last`. */
export function wholeTitles(text: CodePoints, start: number, end: number, last: number): number {
  const open = openMarks(text.slice(start, end))[0];
  if (!open) return end;
  const rest = text.slice(end, last).indexOf(open.close);
  return rest < 0 || rest > LONGEST_TITLE ? end : end + rest + 1;
}
