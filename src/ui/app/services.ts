// What the screens need from outside, given once by the composition root, and the one drill that is open.
import { createContext, useContext, useSyncExternalStore } from 'react';
import type { DrillSession, DrillStore, WorkerLike } from '../../host/client/index.ts';
import type { ScenarioSource } from './scenario-source.ts';

export interface AppServices {
  scenarios: ScenarioSource;
  startWorker: () => WorkerLike;
  /** The thread of the terminal's shell; started when the terminal is first used. */
  startShell: () => Worker;
  store: DrillStore;
  /** Why drills cannot be saved here, when they cannot. */
  storageProblem: string | undefined;
}

export type Kept =
  | { status: 'opening'; ratio: number; text: string }
  | { status: 'open'; session: DrillSession }
  | { status: 'failed'; error: Error };

export type OpenSession = (progress: (ratio: number, text: string) => void) => Promise<DrillSession>;

const NOTHING_YET: Kept = { status: 'opening', ratio: 0, text: '' };

/** Keeps one drill open across screens; opening another closes it. Keys are addresses, so a screen shown twice opens nothing twice. */
export class SessionKeeper {
  #key: string | undefined;
  /** Which opening counts: an address may be left and entered again before its first opening is through. */
  #opening = 0;
  #kept: Kept = NOTHING_YET;
  /** The opening that counts: its drill is shown, or closed again because it was left meanwhile. */
  #opened: Promise<void> = Promise.resolve();
  #left: Promise<unknown> = Promise.resolve();
  readonly #listeners = new Set<() => void>();

  ensure(key: string, open: OpenSession): void {
    if (this.#key === key) return;
    this.close();
    this.#key = key;
    const opening = this.#opening;
    this.#set(opening, { status: 'opening', ratio: 0, text: 'Starting the simulation' });
    this.#opened = open((ratio, text) => this.#set(opening, { status: 'opening', ratio, text })).then(
      (session) => {
        if (this.#opening !== opening) return session.close();
        this.#set(opening, { status: 'open', session });
      },
      (error: unknown) => this.#set(opening, { status: 'failed', error: error instanceof Error ? error : new Error(String(error)) }),
    );
  }

  /** The open drill under another address: what the briefing opened goes on in the room. */
  rename(key: string): void {
    this.#key = key;
  }

  /** Leaves at once; resolves when no drill that was left can write any more. */
  async close(): Promise<void> {
    const left = this.#kept.status === 'open' ? this.#kept.session.close() : this.#opened;
    this.#left = Promise.all([this.#left, left]);
    this.#key = undefined;
    this.#opening += 1;
    this.#kept = NOTHING_YET;
    await this.#left;
  }

  readonly get = (): Kept => this.#kept;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #set(opening: number, kept: Kept): void {
    if (this.#opening !== opening || (this.#kept.status === 'open' && kept.status === 'opening' && kept.ratio > 0)) return;
    this.#kept = kept;
    for (const listener of this.#listeners) listener();
  }
}

export interface AppContext extends AppServices {
  keeper: SessionKeeper;
}

export const AppServicesContext = createContext<AppContext | undefined>(undefined);

export function useApp(): AppContext {
  const context = useContext(AppServicesContext);
  if (context === undefined) throw new Error('useApp outside of App');
  return context;
}

export function useKept(): Kept {
  const { keeper } = useApp();
  return useSyncExternalStore(keeper.subscribe, keeper.get);
}

export const drillId = (): string => crypto.randomUUID().slice(0, 13);
export const freshSeed = (): string => crypto.randomUUID().slice(0, 8);
