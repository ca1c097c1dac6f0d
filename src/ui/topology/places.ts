// The measures and the shape of a placed map, for all who place, draw or look at it.
export const NODE_WIDTH = 156;
export const NODE_HEIGHT = 76;
/** How far a zone reaches beyond what is in it. */
export const ZONE_REACH = 13;

export type Direction = 'LR' | 'TB';
export interface Point {
  x: number;
  y: number;
}
/** Everything that runs in the scenario's zones: the boxes of components and the ways between them, under one name. */
export interface PlacedZone {
  label: string;
  labelAt: Point;
  nodes: Point[];
  links: Point[][];
}
export interface Placed {
  direction: Direction;
  width: number;
  height: number;
  /** `layer`: how far from the users along the map; 0 is nearest. */
  nodes: { id: string; x: number; y: number; layer: number }[];
  edges: { from: string; to: string; points: Point[] }[];
  /** undefined: the scenario names no zones. */
  zone: PlacedZone | undefined;
}
