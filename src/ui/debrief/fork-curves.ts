// Curves of forks with their intervals, ready to draw: one for the drill as it was played, one for each fork. Pure.
import type { Band, ForkResult } from '../../schema/index.ts';
import type { HarmFigure } from './harm-series.ts';

export interface BandSeries {
  name: string;
  atUs: readonly number[];
  band: Band;
}

/** The drill as it was played comes from the fork that shows most of it. */
export function bandSeries(results: readonly ForkResult[], figure: HarmFigure): BandSeries[] {
  const longest = [...results].sort((a, b) => b.untilUs - a.untilUs)[0];
  if (longest === undefined) return [];
  return [
    { name: 'as you played it', atUs: longest.curves.atUs, band: longest.bands.own[figure] },
    ...results.map((result) => ({ name: result.label, atUs: result.curves.atUs, band: result.bands.fork[figure] })),
  ];
}

/** From just before the first curves part, so that the difference fills the picture, to the last end. */
export function bandStretch(results: readonly ForkResult[], series: readonly BandSeries[]): { fromUs: number; toUs: number; max: number } {
  const [own, ...forks] = series;
  const toUs = Math.max(0, ...results.map(({ untilUs }) => untilUs));
  const parts = forks.flatMap(({ atUs, band }) => {
    const index = atUs.findIndex((_, at) => band.median[at] !== own?.band.median[at]);
    return index < 0 ? [] : [atUs[index] ?? 0];
  });
  const partUs = parts.length === 0 ? 0 : Math.min(...parts);
  const fromUs = Math.max(0, partUs - (toUs - partUs) * 0.15);
  const max = Math.max(1, ...series.flatMap(({ band }) => band.high));
  return { fromUs, toUs, max };
}

/** A round figure at or above: 1, 2 or 5 times a power of ten; and so many steps up to it. */
export function roundScale(max: number): { top: number; step: number } {
  let unit = 1;
  while (unit * 10 <= max) unit *= 10;
  const step = [0.2, 0.5, 1, 2].map((factor) => factor * unit).find((one) => max / one <= 5) ?? unit * 2;
  return { top: Math.ceil(max / step) * step, step };
}
