// What telephone lines remember: counts of calls and callers, nobody in particular, because every time in the model is exponential.
import type { AlertLine, SimTimeUs } from '../../../schema/index.ts';
import { newStream, type StreamState } from '../streams.ts';

export interface LineState {
  /** People who answer. */
  answering: number;
  /** A recorded message is heard first. */
  recorded: boolean;
  /** Callers who listen to it. */
  listening: number;
  /** Callers who wait for a person or speak with one. */
  calls: number;
  /** Lines taken by calls that go out. */
  outgoing: number;
  /** Callers who will dial. */
  intending: number;
  /** Those who answer can say that nothing is wrong. */
  informed: boolean;
  dialled: number;
  answered: number;
  /** Heard a busy tone. */
  blocked: number;
  /** Hung up while waiting. */
  abandoned: number;
  /** Will not try again. */
  gaveUp: number;
  /** The next thing that happens here by itself; -1 when nothing will. */
  nextUs: SimTimeUs;
  stream: StreamState;
}

export const newLine = (name: string, { answering, informedBy }: AlertLine, seed: string): LineState => ({
  answering,
  recorded: false,
  listening: 0,
  calls: 0,
  outgoing: 0,
  intending: 0,
  informed: informedBy.length === 0,
  dialled: 0,
  answered: 0,
  blocked: 0,
  abandoned: 0,
  gaveUp: 0,
  nextUs: -1,
  stream: newStream(seed, `public-alert/lines/${name}`),
});
