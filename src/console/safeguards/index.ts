// The registry of safeguards: one statechart per kind.
import type { SafeguardKind } from '../../schema/index.ts';
import { audit } from './audit.ts';
import { check } from './check.ts';
import { checklist } from './checklist.ts';
import { confirmation } from './confirmation.ts';
import { countdown } from './countdown.ts';
import { dryRun } from './dry-run.ts';
import { environment } from './environment.ts';
import { limit } from './limit.ts';
import { pattern } from './pattern.ts';
import { phrase } from './phrase.ts';
import { rateLimit } from './rate-limit.ts';
import type { SafeguardChart } from './safeguard.ts';
import { secondFactor } from './second-factor.ts';
import { secondPerson } from './second-person.ts';
import { separation } from './separation.ts';
import { undo } from './undo.ts';
import { unlock } from './unlock.ts';
import { warning } from './warning.ts';
import { watermark } from './watermark.ts';

export const SAFEGUARD_CHARTS: Readonly<Record<SafeguardKind, SafeguardChart>> = {
  check,
  warning,
  confirmation,
  phrase,
  secondFactor,
  secondPerson,
  unlock,
  countdown,
  rateLimit,
  dryRun,
  limit,
  pattern,
  undo,
  audit,
  environment,
  watermark,
  separation,
  checklist,
};
