// Where the nodes of a neighbour graph stand: on ellipses around the first one, so far apart that no label covers another.

export interface Place {
  x: number;
  y: number;
}

/** Room that a node needs with its label under it, in the graph's own units. */
const ROOM = { x: 112, y: 84 };
const RINGS = 12;

/** Seats on rings; the shape follows the box, so that a tall box gets tall rings. */
export class Seats {
  private free: Place[] = [];

  constructor(tall: boolean) {
    const step = tall ? { x: 112, y: 172 } : { x: 128, y: 112 };
    for (let ring = 1; ring <= RINGS; ring++) this.free.push(...around(ring * step.x, ring * step.y, ring));
  }

  /** The free seat nearest to a place; it is free no longer. */
  take(near: Place): Place {
    const distance = (seat: Place) => Math.hypot(seat.x - near.x, seat.y - near.y);
    let best = 0;
    this.free.forEach((seat, index) => {
      if (distance(seat) < distance(this.free[best]!) - 1e-6) best = index;
    });
    return this.free.splice(best, 1)[0] ?? near;
  }
}

/** As many places on an ellipse as have room, evenly by length; every other ring begins half a place later. */
function around(rx: number, ry: number, ring: number): Place[] {
  const at = (angle: number): Place => ({ x: rx * Math.cos(angle), y: ry * Math.sin(angle) });
  const fine = Array.from({ length: 720 }, (_, index) => at((index / 720) * 2 * Math.PI - Math.PI / 2));
  // How much of a label's room one step takes up: across where the ellipse runs level, down where it runs steep.
  const steps = fine.map((place, index) => {
    const next = fine[(index + 1) % fine.length]!;
    return Math.max(Math.abs(next.x - place.x) / ROOM.x, Math.abs(next.y - place.y) / ROOM.y);
  });
  const whole = steps.reduce((sum, step) => sum + step, 0);
  const count = Math.max(1, Math.floor(whole));
  const places: Place[] = [];
  let passed = ring % 2 ? 0 : whole / count / 2;
  steps.forEach((step, index) => {
    if (passed + step >= whole / count) places.push(fine[index]!);
    passed = (passed + step) % (whole / count);
  });
  return places.slice(0, count);
}
