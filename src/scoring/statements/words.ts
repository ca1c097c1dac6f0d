// Figures of claims as people write them.
const MINUTE_US = 60_000_000;

export const percentText = (ratio: number): string => `${Math.round(ratio * 1000) / 10} %`;

export const countText = (value: number): string => String(Math.round(value)).replace(/\B(?=(\d{3})+(?!\d))/g, ',');

/** `3.5 minutes`, `40 seconds`. */
export function spanText(us: number): string {
  const minutes = Math.round(Math.abs(us) / (MINUTE_US / 10)) / 10;
  if (minutes < 1) return unit(Math.round(Math.abs(us) / 1e6), 'second');
  return unit(minutes, 'minute');
}

const unit = (value: number, name: string): string => `${value} ${name}${value === 1 ? '' : 's'}`;
