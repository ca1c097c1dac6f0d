/** Kinds of pending events and how an event is packed: kind in the high byte, slot (frame / 32, or an index) in the other three. */
export const EVENT = {
  lane: 1,
  /** A `compute` ends. */
  work: 2,
  /** A sleep or a backoff ends. */
  wake: 3,
  poolTimeout: 4,
  callTimeout: 5,
  serviceTimeout: 6,
  queryEnd: 7,
  providerEnd: 8,
  arrival: 9,
  click: 10,
  think: 11,
  /** A synthetic check begins a run or its next step. */
  probe: 12,
} as const;
export const KIND_SHIFT = 24;
export const SLOT_MASK = 0xffffff;
/** Frames are 32 words apart, so their handles lose nothing when shifted by five. */
export const FRAME_SHIFT = 5;
/** Every offset of a record is smaller. Masking with it changes nothing and spares the optimiser an overflow check at each access. */
export const HANDLE_MASK = 0x7ffffff;

/** Codes of the world's own control events. */
export const CONTROL = { replicaReady: 1, databaseUp: 2, stallEnds: 3 } as const;
