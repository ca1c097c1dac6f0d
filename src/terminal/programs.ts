// The registry of programs, in the order of the help.
import { amtool } from './amtool.ts';
import { curl } from './curl.ts';
import { date, help, man, watch } from './everyday.ts';
import { git } from './git.ts';
import { kubectl } from './kubectl/kubectl.ts';
import { dig, host, nslookup, pgIsReady, ping, redisCli } from './network.ts';
import type { Program } from './program.ts';
import { promtool } from './promtool.ts';
import { psql } from './psql.ts';

export const PROGRAMS: readonly Program[] = [
  kubectl,
  psql,
  curl,
  promtool,
  amtool,
  git,
  pgIsReady,
  redisCli,
  dig,
  host,
  nslookup,
  ping,
  date,
  watch,
  man,
  help,
];
