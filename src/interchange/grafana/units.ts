// Grafana's units as those of a scenario's panels, with the factor that brings a query's values there.
import type { Panel } from '../../schema/index.ts';

export interface PanelUnit {
  unit: Panel['unit'];
  /** Values are divided by this. */
  per: number;
  known: boolean;
}

const UNITS: Readonly<Record<string, [Panel['unit'], number]>> = {
  '': ['none', 1],
  none: ['none', 1],
  short: ['none', 1],
  string: ['none', 1],
  bool: ['none', 1],
  bool_yes_no: ['none', 1],
  bool_on_off: ['none', 1],
  sishort: ['none', 1],
  locale: ['none', 1],
  percent: ['ratio', 100],
  percentunit: ['ratio', 1],
  ns: ['seconds', 1e9],
  µs: ['seconds', 1e6],
  us: ['seconds', 1e6],
  ms: ['seconds', 1000],
  s: ['seconds', 1],
  m: ['seconds', 1 / 60],
  h: ['seconds', 1 / 3600],
  d: ['seconds', 1 / 86_400],
  dtdurations: ['seconds', 1],
  dtdurationms: ['seconds', 1000],
  dthms: ['seconds', 1],
  clocks: ['seconds', 1],
  clockms: ['seconds', 1000],
  reqps: ['per second', 1],
  ops: ['per second', 1],
  rps: ['per second', 1],
  wps: ['per second', 1],
  cps: ['per second', 1],
  eps: ['per second', 1],
  iops: ['per second', 1],
  pps: ['per second', 1],
  hertz: ['per second', 1],
  opm: ['per second', 60],
  reqpm: ['per second', 60],
  rpm: ['per second', 60],
  cpm: ['per second', 60],
  bytes: ['bytes', 1],
  decbytes: ['bytes', 1],
  bits: ['bytes', 8],
  decbits: ['bytes', 8],
  kbytes: ['bytes', 1 / 1024],
  mbytes: ['bytes', 1 / 1_048_576],
  gbytes: ['bytes', 1 / 1_073_741_824],
};

export function unitOf(name: string): PanelUnit {
  const found = Object.hasOwn(UNITS, name) ? UNITS[name] : undefined;
  if (found !== undefined) return { unit: found[0], per: found[1], known: true };
  if (name.startsWith('currency')) return { unit: 'money', per: 1, known: true };
  return { unit: 'none', per: 1, known: false };
}

/** A query whose values are in the panel's unit. */
export function scaled(expr: string, per: number): string {
  if (per === 1) return expr;
  return per > 1 ? `(${expr}) / ${per}` : `(${expr}) * ${Math.round(1 / per)}`;
}
