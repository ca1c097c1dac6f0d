// Times as people remember them, read from what they type: story time (`09:36`, `09:36:40`) or counted from the first page (`T+4:05`, `+4`).

const DAY_S = 86_400;

/**
 * @param startsAtMs story time of the run's first instant, Unix milliseconds
 * @param tPlusZeroUs instant of the first page
 * @returns seconds of the run, or undefined when the text is no time or lies before the run
 */
export function readStoryTime(text: string, startsAtMs: number, tPlusZeroUs: number | undefined): number | undefined {
  const since = /^\s*t?\s*([+\-−])\s*(?:(\d{1,2}):)?(\d{1,3})(?::(\d{2}))?\s*(?:min)?\s*$/i.exec(text);
  if (since !== null && tPlusZeroUs !== undefined) {
    const [, sign, first, second, third] = since;
    // `+4` is minutes, `+4:05` minutes and seconds, `+1:04:05` hours first.
    const parts = [first, second, third].filter((part) => part !== undefined).map(Number);
    const seconds = parts.length === 1 ? (parts[0] ?? 0) * 60 : parts.reduce((sum, part) => sum * 60 + part, 0);
    const atS = tPlusZeroUs / 1e6 + (sign === '+' ? seconds : -seconds);
    return atS < 0 ? undefined : Math.round(atS);
  }
  const clock = /^\s*(\d{1,2}):(\d{2})(?::(\d{2}))?\s*$/.exec(text);
  if (clock === null) return undefined;
  const [hours, minutes, seconds] = [Number(clock[1]), Number(clock[2]), Number(clock[3] ?? 0)];
  if (hours > 23 || minutes > 59 || seconds > 59) return undefined;
  const startOfDayS = Math.floor(startsAtMs / 1000) % DAY_S;
  // Runs may pass midnight; none lasts a day.
  const atS = (((hours * 3600 + minutes * 60 + seconds - startOfDayS) % DAY_S) + DAY_S) % DAY_S;
  return atS > DAY_S / 2 ? undefined : atS;
}
