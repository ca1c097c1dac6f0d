// One tab plays a drill at a time: whoever holds its lock writes, everybody else looks on. A browser without locks is trusted to have one tab.

export interface Claim {
  /** False: another tab plays this drill. */
  held: boolean;
  /** Resolves when the other tab lets go; never when `held`. */
  freed: Promise<void>;
  release(): void;
}

export async function claimDrill(id: string): Promise<Claim> {
  const locks = (globalThis.navigator as Partial<Navigator> | undefined)?.locks;
  if (locks === undefined) return { held: true, freed: new Promise(() => {}), release: () => {} };
  const name = `faultline/drill/${id}`;
  const leave = new AbortController();
  let release = (): void => leave.abort();
  const held = await new Promise<boolean>((resolve, reject) => {
    locks
      .request(name, { ifAvailable: true }, (lock) => {
        resolve(lock !== null);
        return lock === null
          ? undefined
          : new Promise<void>((done) => {
              release = done;
            });
      })
      .catch(reject);
  });
  const freed = held
    ? new Promise<void>(() => {})
    : // Waits in line only to learn that it is free: whoever goes on loads the drill again, as the other tab left it.
      locks.request(name, { signal: leave.signal }, () => undefined).catch(() => new Promise<undefined>(() => {}));
  return { held, freed: freed.then(() => undefined), release: () => release() };
}
