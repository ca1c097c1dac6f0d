/**
 * Timer lanes: timers of one constant length expire in the order they were set, so each length has a first-in-first-out ring
 * and only its head is in the event queue. Most timers are dead before they come to the head and never touch the queue.
 */

/** Header of a lane: place of its entries within the lanes' region, capacity - 1, head, count, and the time of its newest entry. */
export const LANE = { base: 0, mask: 1, head: 2, count: 3, lastF: 4 } as const;
export const LANE_WORDS = 6;
/** An entry: time (a double), sequence number, event. */
export const LANE_ENTRY = { timeF: 0, sequence: 2, data: 3 } as const;
export const LANE_ENTRY_WORDS = 4;
export const LANE_ENTRIES_MIN = 64;
