// What a neighbour graph shows, and how it grows.
import cytoscape from "cytoscape";
import { neighbours, type EntityRef, type Neighbour } from "./api";
import { Seats } from "./graph_layout";
import { graphStyle, lineColour, nodeData } from "./graph_style";
import { predicateLabel } from "./labels";

const ASKED = 500; // neighbours asked for at once
const LEGIBLE = 0.85; // below this scale labels are too small to read: the graph is then moved, not shrunk

/** A mention says nothing where a fact already joins the two. */
function withoutBareMentions(found: Neighbour[]): Neighbour[] {
  const joined = new Set(found.filter((one) => one.predicate !== "mentions").map((one) => one.entity.id));
  return found.filter((one) => one.predicate !== "mentions" || !joined.has(one.entity.id));
}

/** The graph in its box: a batch of neighbours at a time, each on the free seat nearest to the node it belongs to. */
export class Neighbourhood {
  readonly graph: cytoscape.Core;
  /** The relations shown so far, in the order in which they got their colours. */
  readonly relations: string[] = [];
  private readonly seats: Seats;
  private readonly batch: number;

  constructor(box: HTMLElement, entity: EntityRef) {
    const tall = box.clientWidth < 480;
    this.seats = new Seats(tall);
    this.batch = tall ? 8 : 16;
    this.graph = cytoscape({ container: box, style: graphStyle, minZoom: 0.3, maxZoom: 2.5 });
    this.graph.add({ data: nodeData(entity), position: { x: 0, y: 0 }, classes: "centre" });
    this.graph.on("mouseover", "edge", (event) => void event.target.addClass("named"));
    this.graph.on("mouseout", "edge", (event) => void event.target.removeClass("named"));
  }

  /** Show the next neighbours of a node; returns how many are new and how many are still left. */
  async expand(id: string): Promise<{ added: number; left: number }> {
    const found = withoutBareMentions((await neighbours(id, ASKED)).neighbours);
    const unseen = [...new Set(found.map((one) => one.entity.id))].filter((other) => this.graph.getElementById(other).empty());
    const next = new Set(unseen.slice(0, this.batch));
    const home = this.graph.getElementById(id).position();
    for (const { entity, predicate, direction } of found) {
      if (next.has(entity.id) && this.graph.getElementById(entity.id).empty()) {
        this.graph.add({ data: nodeData(entity), position: this.seats.take(home) });
      }
      if (this.graph.getElementById(entity.id).nonempty()) this.join(id, entity.id, predicate, direction);
    }
    this.look(id);
    return { added: next.size, left: unseen.length - next.size };
  }

  private join(id: string, other: string, predicate: string, direction: "out" | "in"): void {
    const [source, target] = direction === "out" ? [id, other] : [other, id];
    const edge = `${source}|${predicate}|${target}`;
    if (this.graph.getElementById(edge).nonempty()) return;
    const label = predicateLabel(predicate);
    if (!this.relations.includes(label)) this.relations.push(label);
    this.graph.add({ data: { id: edge, source, target, label, colour: lineColour(this.relations.indexOf(label)) } });
  }

  private look(id: string): void {
    this.graph.fit(undefined, 12);
    if (this.graph.zoom() > 1) this.graph.zoom(1);
    if (this.graph.zoom() >= LEGIBLE) this.graph.center();
    else {
      this.graph.zoom(LEGIBLE);
      this.graph.center(this.graph.getElementById(id));
    }
  }
}
